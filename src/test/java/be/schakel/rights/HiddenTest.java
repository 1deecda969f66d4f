package be.schakel.rights;

import static be.schakel.rights.Sample.CENTRE;
import static be.schakel.rights.Sample.read;
import static be.schakel.rights.Sample.ruling;
import static be.schakel.rights.Sample.terms;
import static be.schakel.rights.Sample.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.audit.Embargoed;
import be.schakel.disclosure.DisclosureEntry.Ruling;
import be.schakel.emergency.UntoldUses;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two logs that differ only in what an asker may not learn give the same statement: whatever is
 * added, changed, moved in time or left out of the hidden part, nothing shows it.
 */
class HiddenTest {

  private static final int ROUNDS = 400;

  private static final List<LegalGround> SHOWN_GROUNDS =
      List.of(
          LegalGround.CONSENT,
          LegalGround.G1_SHARED_SECRECY,
          LegalGround.G4_CASE_CONFERENCE,
          LegalGround.G6_WRITTEN_REQUEST,
          LegalGround.G9_VITAL);

  private static final List<DataCategory> NEVER_NAMED =
      List.of(DataCategory.REPORTER_ID, DataCategory.RISK_FULL, DataCategory.JUDICIAL);

  private static final List<DataCategory> PLACES =
      List.of(DataCategory.ADDRESS, DataCategory.SCHOOL, DataCategory.PLACEMENT);

  private static final Instant EMBARGO = Instant.parse("2026-12-01T00:00:00Z");

  private final Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void logsThatDifferInHiddenThingsAloneGiveTheSameStatement(long seed) {
    random.setSeed(seed);
    var saidSomething = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var terms =
          new Sample.Terms(
              random.nextBoolean(),
              random.nextInt(4) == 0,
              random.nextBoolean(),
              List.of(new UntoldUses.Use("gp-een", Instant.EPOCH, Instant.MAX)),
              List.of(new Embargoed(Optional.of(EMBARGO), Optional.empty())));
      var shown = several(() -> shown(terms));
      var statement = statement(shown, terms);
      saidSomething += statement.isEmpty() ? 0 : 1;

      var disguised = new ArrayList<Sample>();
      shown.forEach(each -> disguised.add(disguise(each, terms)));
      disguised.addAll(several(() -> hidden(terms)));
      Collections.shuffle(disguised, random);

      assertEquals(statement, statement(disguised, terms), () -> terms + " " + disguised);
    }
    assertFalse(saidSomething < ROUNDS / 2, "too little was said to compare");
  }

  private static List<Statement.Line> statement(List<Sample> log, Sample.Terms terms) {
    return Statement.of(log.stream().map(Sample::made).toList(), terms.made());
  }

  /** A disclosure of which something may be told. */
  private Sample shown(Sample.Terms terms) {
    var categories = EnumSet.of(DataCategory.FAMILY_ID);
    several(() -> any(List.of(DataCategory.values())))
        .forEach(
            category -> {
              if (!NEVER_NAMED.contains(category)) {
                categories.add(category);
              }
            });
    var grounds = new ArrayList<>(SHOWN_GROUNDS);
    if (!terms.toldOfConsents()) {
      grounds.remove(LegalGround.CONSENT);
    }
    var array = categories.toArray(DataCategory[]::new);
    return read(
            any(List.of("az-tweede", "clb-een")), PartnerKind.HOSPITAL, ruling(any(grounds), array))
        .aimingAt(any(List.of(Purpose.CARE_COORDINATION, Purpose.CASE_CONFERENCE)))
        .at(anyTime());
  }

  /** The same with more in it that may not be told, and without names where these are secret. */
  private Sample disguise(Sample shown, Sample.Terms terms) {
    var decisions = new ArrayList<Ruling>();
    for (var decision : shown.decisions()) {
      var categories = EnumSet.copyOf(decision.categories());
      if (random.nextBoolean()) {
        categories.add(any(NEVER_NAMED));
      }
      if (terms.isSecret()) {
        categories.removeAll(PLACES);
        if (random.nextBoolean()) {
          categories.add(any(PLACES));
        }
      }
      if (terms.ownData()) {
        categories.add(any(List.of(DataCategory.CHILD_ID, DataCategory.MEDICAL)));
      }
      decisions.add(
          ruling(decision.ground().orElseThrow(), categories.toArray(DataCategory[]::new)));
    }
    if (random.nextBoolean()) {
      decisions.add(ruling(LegalGround.G8_AUDIT, DataCategory.CHILD_ID));
    }
    if (!terms.toldOfConsents() && random.nextBoolean()) {
      decisions.add(ruling(LegalGround.CONSENT, DataCategory.CHILD_ID));
    }
    Collections.shuffle(decisions, random);
    var same = shown.deciding(decisions);
    return terms.isSecret() ? same.by("somewhere-else") : same;
  }

  /** A disclosure of which nothing may be told. */
  private Sample hidden(Sample.Terms terms) {
    var any = any(List.of(DataCategory.values()));
    var kinds =
        new ArrayList<>(
            List.of(
                read("uz-voorbeeld", PartnerKind.HOSPITAL, ruling(LegalGround.OWN, any)),
                read("uz-later", PartnerKind.HOSPITAL, ruling(LegalGround.OWN, any))
                    .aimingAt(Purpose.FOLLOW_UP_OWN),
                read(CENTRE, PartnerKind.VK, ruling(null, any)),
                read("az-tweede", PartnerKind.HOSPITAL, ruling(LegalGround.CONSENT, any)).denied(),
                read("az-tweede", PartnerKind.HOSPITAL, ruling(LegalGround.CONSENT, any))
                    .about("brother"),
                read("az-tweede", PartnerKind.HOSPITAL, ruling(LegalGround.CONSENT, any))
                    .inReport(new UUID(0, 9)),
                read(
                    "az-tweede",
                    PartnerKind.HOSPITAL,
                    ruling(LegalGround.CONSENT, any(NEVER_NAMED))),
                read("audit", PartnerKind.AUDITOR, ruling(LegalGround.G8_AUDIT, any)),
                told("uz-voorbeeld", PartnerKind.HOSPITAL, null, any),
                read("gp-een", PartnerKind.GP, ruling(LegalGround.G9_VITAL, any)),
                told("the neighbour", LegalGround.OWN, any),
                told("somebody", LegalGround.G3_DANGER_MINOR, any(NEVER_NAMED))));
    if (terms.isSecret()) {
      kinds.add(read("vk-limburg", PartnerKind.VK, ruling(null, any)));
      kinds.add(read("az-tweede", PartnerKind.HOSPITAL, ruling(LegalGround.CONSENT, any(PLACES))));
    }
    if (terms.ownData()) {
      kinds.add(
          read(
              "az-tweede",
              PartnerKind.HOSPITAL,
              ruling(LegalGround.G9_VITAL, DataCategory.MEDICAL, DataCategory.CHILD_ID)));
    }
    if (!terms.toldOfConsents()) {
      kinds.add(read("az-tweede", PartnerKind.HOSPITAL, ruling(LegalGround.CONSENT, any)));
    }
    kinds.replaceAll(each -> each.at(anyTime()));
    kinds.add(
        read("az-tweede", PartnerKind.HOSPITAL, ruling(LegalGround.G4_CASE_CONFERENCE, any))
            .at(EMBARGO.plusSeconds(random.nextInt(1000))));
    return any(kinds);
  }

  private Instant anyTime() {
    return Instant.parse("2026-11-01T00:00:00Z").plusSeconds(random.nextInt(20 * 24 * 3600));
  }

  private <T> T any(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  private <T> List<T> several(Supplier<T> one) {
    var all = new ArrayList<T>();
    for (int i = random.nextInt(5); i > 0; i--) {
      all.add(one.get());
    }
    return all;
  }
}
