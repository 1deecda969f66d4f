package be.schakel.disclosure;

import be.schakel.consent.ChildFacts;
import be.schakel.vocabulary.ReferralType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the policy and the log must know of a case before any of it may leave.
 *
 * @param reporter the code of the partner that submitted it
 * @param vk the code of the centre that has it; none until one is chosen
 * @param addressed the codes of the partners to which something in it is addressed
 * @param routingRequired no centre has it yet, so every centre counts as its owner
 * @param reporterProtected the reporter asked for confidentiality or is a citizen
 */
public record CaseFacts(
    UUID referral,
    ReferralType type,
    String reporter,
    Optional<String> vk,
    Set<String> addressed,
    boolean retracted,
    boolean routingRequired,
    boolean reporterProtected,
    List<Child> children) {

  public CaseFacts {
    addressed = Set.copyOf(addressed);
    children = List.copyOf(children);
  }

  /**
   * One child of the case.
   *
   * @param pseudonym what the log calls it: a keyed hash
   * @param told what the report tells about who decides for it, by place; asked for only when a
   *     consent is on record
   */
  public record Child(
      UUID id, String pseudonym, boolean secretAddress, Supplier<ChildFacts> told) {}

  boolean anySecretAddress() {
    return children.stream().anyMatch(Child::secretAddress);
  }
}
