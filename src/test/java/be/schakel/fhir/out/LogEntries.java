package be.schakel.fhir.out;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.DisclosureEntry.Party;
import be.schakel.disclosure.DisclosureEntry.Person;
import be.schakel.disclosure.EventView;
import be.schakel.disclosure.External;
import be.schakel.disclosure.Told;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Invented entries of the log, of every kind. */
public final class LogEntries {

  public static final UUID ENTRY = UUID.fromString("01990000-0000-7000-8000-000000000001");
  public static final UUID REFERRAL = UUID.fromString("01990000-0000-7000-8000-0000000000aa");
  static final UUID CONSENT = UUID.fromString("01990000-0000-7000-8000-0000000000cc");
  public static final String PSEUDONYM = "pseudonym-pseudonym-pseudonym-pseudonym-123";

  private LogEntries() {}

  /** A hospital reads by a consent, and is refused a part. */
  static DisclosureEntry read() {
    return of(LogAction.READ, LogOutcome.PARTIAL, true, new Random(1), true);
  }

  /** Each sort that an entry can be of, several times, with and without what may be absent. */
  static Stream<DisclosureEntry> ofEverySort() {
    var random = new Random(42);
    return Told.all().stream()
        .map(Told::sort)
        .distinct()
        .flatMap(
            sort ->
                Stream.concat(
                    Stream.of(of(sort.action(), sort.outcome(), sort.ofChild(), random, true)),
                    Stream.generate(
                            () -> of(sort.action(), sort.outcome(), sort.ofChild(), random, false))
                        .limit(3)));
  }

  /** Everything that these tell. */
  static Stream<EventView> told() {
    return ofEverySort().flatMap(LogEntries::told);
  }

  static Stream<EventView> told(DisclosureEntry entry) {
    return Told.all().stream()
        .filter(told -> told.sort().equals(Told.Sort.of(entry)))
        .map(
            told ->
                new EventView(Optional.of(ENTRY), Optional.of(told.aspect()), Optional.of(entry)));
  }

  private static DisclosureEntry of(
      LogAction action, LogOutcome outcome, boolean ofChild, Random random, boolean full) {
    var atTheDoor = !ofChild && (action == LogAction.TOKEN || action == LogAction.CERTIFICATE);
    var permitted = outcome != LogOutcome.DENY && ofChild;
    var withheld = outcome != LogOutcome.PERMIT && ofChild;
    var decisions = new ArrayList<DisclosureEntry.Ruling>();
    if (permitted && (full || random.nextBoolean())) {
      decisions.add(
          new DisclosureEntry.Ruling(
              true,
              "MATRIX-C",
              Optional.of(LegalGround.CONSENT),
              some(CONSENT, full, random),
              Set.of(DataCategory.SAFETY_PLAN)));
    }
    if (withheld && (full || random.nextBoolean())) {
      decisions.add(
          new DisclosureEntry.Ruling(
              false, "MATRIX-X", Optional.empty(), Optional.empty(), Set.of(DataCategory.CONCERN)));
    }
    return new DisclosureEntry(
        Instant.parse("2026-11-21T09:30:00.123Z"),
        action,
        outcome,
        ofChild ? Optional.of(hospital()) : some(hospital(), full, random),
        ofChild || !atTheDoor
            ? Optional.of(random.nextBoolean() ? person() : new Person("", "system"))
            : some(person(), full, random),
        some(Purpose.values()[random.nextInt(Purpose.values().length)], full, random),
        ofChild ? Optional.of(PSEUDONYM) : Optional.empty(),
        ofChild && action != LogAction.LOOK_UP
            ? Optional.of(REFERRAL)
            : some(REFERRAL, full, random),
        Optional.empty(),
        ofChild ? some("vk-een", full, random) : Optional.empty(),
        permitted && action != LogAction.LOOK_UP
            ? Set.of(DataCategory.SAFETY_PLAN)
            : Set.<DataCategory>of(),
        withheld ? Set.of(DataCategory.CONCERN) : Set.of(),
        permitted ? some(LegalGround.CONSENT, full, random) : Optional.empty(),
        "MATRIX-C",
        full || random.nextBoolean() ? "2026-1" : "",
        permitted ? some(CONSENT, full, random) : Optional.empty(),
        decisions,
        action == LogAction.SEARCH || action == LogAction.AUDIT_READ
            ? some("status limit=20", full, random)
            : Optional.empty(),
        "request-1",
        "0af7651916cd43dd8448eb211c80319c",
        some("token-1", full, random),
        some("192.0.2.17", full, random),
        atTheDoor ? List.of("CERTIFICATE:0a1b2c3d4e5f", "AGGREGATED:14") : List.of(),
        action == LogAction.EXTERNAL ? Optional.of(external(random)) : Optional.empty());
  }

  private static External external(Random random) {
    var toPartner = random.nextBoolean();
    return new External(
        REFERRAL,
        DisclosureWay.values()[random.nextInt(DisclosureWay.values().length)],
        toPartner ? Optional.of(hospital()) : Optional.empty(),
        toPartner ? Optional.empty() : Optional.of("procureur"),
        Instant.parse("2026-11-20T02:15:00Z"),
        List.of("00ff"),
        Optional.empty());
  }

  private static Party hospital() {
    return new Party("ziekenhuis", PartnerKind.HOSPITAL);
  }

  private static Person person() {
    return new Person("10000000001", "physician");
  }

  private static <T> Optional<T> some(T value, boolean full, Random random) {
    return full || random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }
}
