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
 * @param outsideTeam the centre keeps the case within a named team, and the person who asks for the
 *     centre is not in it and wrote no reason; says nothing about any other partner
 */
public record Circumstances(
    UUID child,
    Set<Relation> relations,
    ReferralType type,
    boolean retracted,
    boolean routingRequired,
    boolean secretAddress,
    boolean reporterProtected,
    boolean outsideTeam) {

  public Circumstances {
    Objects.requireNonNull(child);
    relations = Set.copyOf(relations);
    Objects.requireNonNull(type);
  }

  /** Of a case that is open to everybody at its centre. */
  public Circumstances(
      UUID child,
      Set<Relation> relations,
      ReferralType type,
      boolean retracted,
      boolean routingRequired,
      boolean secretAddress,
      boolean reporterProtected) {
    this(
        child,
        relations,
        type,
        retracted,
        routingRequired,
        secretAddress,
        reporterProtected,
        false);
  }

  /** The same, with or without a secret address. */
  public Circumstances withSecretAddress(boolean secret) {
    return new Circumstances(
        child, relations, type, retracted, routingRequired, secret, reporterProtected, outsideTeam);
  }

  /** The same, for somebody inside or outside the team that the case is kept within. */
  public Circumstances withOutsideTeam(boolean outside) {
    return new Circumstances(
        child,
        relations,
        type,
        retracted,
        routingRequired,
        secretAddress,
        reporterProtected,
        outside);
  }
}
