package be.schakel.disclosure;

import be.schakel.consent.ChildFacts;
import be.schakel.consent.OnRecord;
import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Trace;
import be.schakel.policy.Evidence;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A case of two siblings that somebody asks for: the hospital {@code uz} submitted it, {@code
 * vk-een} has it; what is left out is ordinary.
 */
final class Found implements Disclosable<Found.View> {

  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final UUID OLDER = new UUID(7, 1);
  static final UUID YOUNGER = new UUID(7, 2);
  static final UUID CASE = new UUID(7, 9);

  static final Caller SUBMITTER =
      caller("uz", PartnerKind.HOSPITAL, Purpose.FOLLOW_UP_OWN, "physician");
  static final Caller OWNER = caller("vk-een", PartnerKind.VK, Purpose.CASE_MANAGEMENT, "worker");
  static final Caller OTHER_CENTRE =
      caller("vk-twee", PartnerKind.VK, Purpose.CASE_MANAGEMENT, "worker");
  static final Caller GRANTEE =
      caller("az", PartnerKind.HOSPITAL, Purpose.CARE_COORDINATION, "physician");

  private static ChildFacts nobody() {
    throw new AssertionError("evidence was given already");
  }

  record View(
      @Label.Id Optional<UUID> id,
      @Label(DataCategory.RECEIPT) Optional<String> centre,
      @Label(DataCategory.STATUS) Optional<String> status,
      @Label(
              value = DataCategory.CONCERN,
              mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
          Optional<String> facts,
      @Label(DataCategory.FAMILY_ID) Optional<String> family,
      @Label(DataCategory.REPORTER_ID) Optional<String> reporter,
      @Label.Nested List<Child> children,
      @Label.Nested List<Advice> advice) {}

  record Child(
      @Label.Id Optional<UUID> id,
      @Label(DataCategory.CHILD_ID) Optional<String> name,
      @Label(DataCategory.ADDRESS) Optional<String> address,
      @Label(DataCategory.SAFETY_PLAN) Optional<String> plan)
      implements Part {
    @Override
    public Collection<UUID> about() {
      return id.stream().toList();
    }
  }

  record Advice(
      @Label.Basis List<String> readers, @Label(DataCategory.ADVICE) Optional<String> text)
      implements Part {
    @Override
    public Optional<Collection<String>> ownTo() {
      return Optional.of(readers);
    }
  }

  private Optional<String> centre = Optional.of("vk-een");
  private Set<String> addressed = Set.of();
  private Set<UUID> secret = Set.of();
  private ReferralType type = ReferralType.REGULAR;
  private boolean retracted;
  private boolean reporterProtected;

  static Found aCase() {
    return new Found();
  }

  Found unrouted() {
    centre = Optional.empty();
    return this;
  }

  Found addressedTo(String... partners) {
    addressed = Set.of(partners);
    return this;
  }

  Found secretAddressOf(UUID... children) {
    secret = Set.of(children);
    return this;
  }

  Found retracted() {
    retracted = true;
    return this;
  }

  Found reporterProtected() {
    reporterProtected = true;
    return this;
  }

  Found of(ReferralType type) {
    this.type = type;
    return this;
  }

  @Override
  public CaseFacts facts() {
    return new CaseFacts(
        CASE,
        type,
        "uz",
        centre,
        addressed,
        retracted,
        centre.isEmpty(),
        reporterProtected,
        List.of(
            new CaseFacts.Child(OLDER, "pseudonym-older", secret.contains(OLDER), Found::nobody),
            new CaseFacts.Child(
                YOUNGER, "pseudonym-younger", secret.contains(YOUNGER), Found::nobody)));
  }

  @Override
  public View view(boolean neutral) {
    return new View(
        Optional.of(CASE),
        Optional.of(neutral ? "general" : "vk-een"),
        Optional.of(neutral ? "RECEIVED" : "TRANSFERRED"),
        Optional.of("facts"),
        Optional.of("mother"),
        Optional.of("uz"),
        List.of(child(OLDER, "older"), child(YOUNGER, "younger")),
        addressed.isEmpty()
            ? List.of()
            : List.of(new Advice(List.copyOf(addressed), Optional.of("advice"))));
  }

  private static Child child(UUID id, String name) {
    return new Child(
        Optional.of(id), Optional.of(name), Optional.of("street"), Optional.of("plan"));
  }

  /** What was consented to {@code az} about one child. */
  static Map<UUID, OnRecord.Found> consent(UUID child, DataCategory... categories) {
    return Map.of(
        child,
        new OnRecord.Found(
            Evidence.of(
                List.of(
                    new Evidence.Consented(
                        new UUID(8, child.getLeastSignificantBits()),
                        child,
                        "az",
                        Set.of(categories),
                        Set.of(Purpose.CARE_COORDINATION),
                        false,
                        NOW,
                        NOW.plusSeconds(1))),
                List.of()),
            true,
            false));
  }

  static Caller caller(String code, PartnerKind kind, Purpose purpose, String role) {
    return new Caller(
        new Partner(
            code,
            Map.of(),
            kind,
            Optional.empty(),
            Optional.empty(),
            Set.of(Purpose.values()),
            Set.of(),
            Optional.empty()),
        role.equals(Professional.SYSTEM.role())
            ? Professional.SYSTEM
            : new Professional("10000000001", "Persoon Geheim", role),
        purpose,
        Set.of(),
        "token-1",
        new Trace("request-1", "0af7651916cd43dd8448eb211c80319c"));
  }
}
