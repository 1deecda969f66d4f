package be.schakel.consent;

import be.schakel.policy.Evidence;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is on record for one asker about the children of some reports: what consents and grounds
 * name it, and what the centre put on record about who decides for those children.
 *
 * <p>Immutable. What of it may be used now is asked anew at every use.
 */
public final class OnRecord {

  /** Nothing on record. */
  public static final OnRecord NOTHING = new OnRecord(List.of(), List.of(), List.of());

  private final List<Consent> consents;
  private final List<RecordedGround> grounds;
  private final List<Fact> facts;

  OnRecord(List<Consent> consents, List<RecordedGround> grounds, List<Fact> facts) {
    this.consents = List.copyOf(consents);
    this.grounds = List.copyOf(grounds);
    this.facts = List.copyOf(facts);
  }

  /**
   * A ground other than consent that is open now.
   *
   * @param child none: every child of the report
   * @param professional the id of the asker, where it alone may use it
   */
  record RecordedGround(
      UUID referral,
      Optional<UUID> child,
      LegalGround ground,
      String grantee,
      Optional<String> professional,
      Set<DataCategory> categories,
      boolean verontrusting,
      boolean necessity,
      boolean consentSought,
      Instant from,
      Instant until) {

    boolean about(UUID report, UUID one) {
      return referral.equals(report) && child.map(one::equals).orElse(true);
    }
  }

  /** The evidence about one child. */
  public record Found(Evidence evidence, boolean grantee, boolean conference) {

    /** Nothing to rely on. */
    public static final Found NOTHING = new Found(Evidence.NONE, false, false);

    /** The same with the engagements that cover the centre which has the case. */
    public Found with(List<Evidence.Engagement> engagements) {
      return engagements.isEmpty()
          ? this
          : new Found(evidence.with(engagements), grantee, conference);
    }
  }

  /**
   * What the asker can rely on now about one child.
   *
   * @param told what the report tells about who decides, asked for only when a consent is there
   */
  public Found about(
      UUID referral, UUID child, Supplier<ChildFacts> told, ConsentRules rules, Instant now) {
    if (consents.isEmpty() && grounds.isEmpty()) {
      return Found.NOTHING;
    }
    var consented = new ArrayList<Evidence.Consented>();
    for (var consent : consents) {
      if (consent.child().equals(child)) {
        rules.usable(consent, told.get().with(facts(child)), now).ifPresent(consented::add);
      }
    }
    var mine = grounds.stream().filter(ground -> ground.about(referral, child)).toList();
    var pieces = new ArrayList<Evidence.Piece>(consented);
    for (var ground : mine) {
      piece(child, ground).ifPresent(pieces::add);
    }
    var evidence = Evidence.of(pieces);
    var conference = !evidence.conferences().isEmpty();
    var grantee = !consented.isEmpty() || mine.stream().anyMatch(OnRecord::makesGrantee);
    return new Found(evidence, grantee, conference);
  }

  /** The same with a consent that nobody has given yet. */
  public OnRecord supposing(Consent consent) {
    var all = new ArrayList<>(consents);
    all.add(consent);
    return new OnRecord(all, grounds, facts);
  }

  public List<Consent> consents() {
    return consents;
  }

  /** What the centre put on record about one child. */
  public List<Fact> facts(UUID child) {
    return facts.stream().filter(fact -> fact.child().equals(child)).toList();
  }

  private static boolean makesGrantee(RecordedGround ground) {
    return ground.ground() != LegalGround.G4_CASE_CONFERENCE;
  }

  private static Optional<Evidence.Piece> piece(UUID child, RecordedGround ground) {
    return switch (ground.ground()) {
      case G1_SHARED_SECRECY -> Optional.of(sharedSecrecy(child, ground));
      case G2_MANDATE -> Optional.of(new Evidence.Mandate(child, ground.from(), ground.until()));
      case G4_CASE_CONFERENCE -> Optional.of(conference(child, ground));
      case G5_PARKET_REFERRAL ->
          Optional.of(
              new Evidence.ParketReport(
                  child, ground.grantee(), ground.categories(), ground.from()));
      case G6_WRITTEN_REQUEST ->
          Optional.of(new Evidence.WrittenRequest(child, ground.grantee(), ground.from()));
      case G9_VITAL ->
          ground
              .professional()
              .map(
                  one ->
                      new Evidence.BreakGlass(
                          child,
                          ground.grantee(),
                          one,
                          ground.categories(),
                          ground.from(),
                          ground.until()));
      default -> Optional.empty();
    };
  }

  private static Evidence.SharedSecrecy sharedSecrecy(UUID child, RecordedGround ground) {
    return new Evidence.SharedSecrecy(
        child,
        ground.grantee(),
        ground.categories(),
        ground.verontrusting(),
        ground.necessity(),
        ground.consentSought(),
        ground.from(),
        ground.until());
  }

  private static Evidence.Conference conference(UUID child, RecordedGround ground) {
    return new Evidence.Conference(child, Set.of(ground.grantee()), ground.from(), ground.until());
  }
}
