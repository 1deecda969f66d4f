package be.schakel.disclosure;

import be.schakel.consent.ChildFacts;
import be.schakel.vocabulary.ReferralType;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What the policy and the log must know of a case before any of it may leave.
 *
 * @param reporter the code of the partner that submitted it
 * @param vk the code of the centre that has it; none until one is chosen
 * @param addressed the codes of the partners to which something in it is addressed
 * @param routingRequired no centre has it yet, so every centre counts as its owner
 * @param reporterProtected the reporter asked for confidentiality or is a citizen
 * @param team within whom its centre keeps it
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
    List<Child> children,
    Optional<Team> team) {

  /** Of a case that is open to everybody at its centre. */
  public CaseFacts(
      UUID referral,
      ReferralType type,
      String reporter,
      Optional<String> vk,
      Set<String> addressed,
      boolean retracted,
      boolean routingRequired,
      boolean reporterProtected,
      List<Child> children) {
    this(
        referral,
        type,
        reporter,
        vk,
        addressed,
        retracted,
        routingRequired,
        reporterProtected,
        children,
        Optional.empty());
  }

  /**
   * Of what was asked of a centre about a child, whoever that is: decided about like a report of
   * its own.
   *
   * @param id of what was asked
   * @param asker the code of the partner that asked
   * @param pseudonym of the child
   */
  public static CaseFacts asked(UUID id, String asker, String vk, String pseudonym) {
    return new CaseFacts(
        id,
        ReferralType.REGULAR,
        asker,
        Optional.of(vk),
        Set.of(),
        false,
        false,
        true,
        List.of(
            new Child(
                id,
                pseudonym,
                false,
                () -> {
                  throw new IllegalStateException("nobody consents to a question");
                })));
  }

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

  /**
   * Those at its centre within whom the case is kept.
   *
   * @param members keyed hashes of its professionals, as hexadecimal digits
   * @param seal seals what belongs to the row with this id with the children's keys; empty bytes
   *     once these are destroyed
   */
  public record Team(Set<String> members, BiFunction<UUID, String, byte[]> seal) {

    public Team {
      members = Set.copyOf(members);
    }

    boolean hasIn(byte[] professional) {
      return members.contains(HexFormat.of().formatHex(professional));
    }
  }

  /** The same case, with these of its children alone. */
  public CaseFacts of(Set<UUID> only) {
    return new CaseFacts(
        referral,
        type,
        reporter,
        vk,
        addressed,
        retracted,
        routingRequired,
        reporterProtected,
        children.stream().filter(child -> only.contains(child.id())).toList(),
        team);
  }

  boolean anySecretAddress() {
    return children.stream().anyMatch(Child::secretAddress);
  }
}
