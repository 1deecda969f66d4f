package be.schakel.policy;

import be.schakel.vocabulary.ReferralType;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What the policy needs to know of one child of a referral, seen from one asker. Siblings are
 * decided child by child.
 *
 * @param relations what the asker is to the referral; empty when it is nothing
 * @param routingRequired no centre has it yet, so every centre counts as its owner
 * @param secretAddress the child's address is secret; for what shows the referral as a whole (its
 *     receipt, its status): that of any of its children
 * @param reporterProtected the reporter asked for confidentiality or is a citizen
 */
public record Circumstances(
    UUID child,
    Set<Relation> relations,
    ReferralType type,
    boolean retracted,
    boolean routingRequired,
    boolean secretAddress,
    boolean reporterProtected) {

  public Circumstances {
    Objects.requireNonNull(child);
    relations = Set.copyOf(relations);
    Objects.requireNonNull(type);
  }
}
