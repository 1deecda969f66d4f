package be.schakel.policy;

import static be.schakel.policy.Asking.a;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every cell of the matrix, from both sides: with all that its letter asks for it permits, and with
 * any one thing of that missing it denies. Nothing else may open it.
 */
class EveryCellTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  /** How a partner comes to ask in a row. */
  private record Seat(PartnerKind kind, Relation... relations) {}

  private static final Map<String, Seat> SEATS = new HashMap<>();

  static {
    SEATS.put("VK (owner)", new Seat(PartnerKind.VK, Relation.OWNER));
    SEATS.put("VK (other region)", new Seat(PartnerKind.VK, Relation.GRANTEE));
    SEATS.put("PARKET (own MaNo)", new Seat(PartnerKind.PARKET, Relation.REPORTER));
    SEATS.put(
        "PARKET (addressee of a report)", new Seat(PartnerKind.PARKET, Relation.PARKET_ADDRESSEE));
    SEATS.put("PARKET (other case)", new Seat(PartnerKind.PARKET, Relation.GRANTEE));
    SEATS.put(
        "VEILIG_HUIS (in conference)",
        new Seat(PartnerKind.VEILIG_HUIS, Relation.REPORTER, Relation.CONFERENCE));
    SEATS.put("AUDITOR", new Seat(PartnerKind.AUDITOR, Relation.AUDIT_SCOPE));
    for (var kind : PartnerKind.values()) {
      if (Vectors.MATRIX.containsKey(kind.name())) {
        SEATS.putIfAbsent(kind.name(), new Seat(kind, Relation.REPORTER));
      }
    }
  }

  /** A way to ask that satisfies a letter, and ways that lack one thing each. */
  private record Ways(
      Asking right, Optional<LegalGround> ground, List<Asking> wrong, List<Reason> reasons) {}

  @TestFactory
  Stream<DynamicTest> cells() {
    return Vectors.MATRIX.entrySet().stream()
        .filter(row -> !row.getKey().startsWith("DATA_SUBJECT"))
        .flatMap(
            row ->
                row.getValue().entrySet().stream()
                    .map(
                        cell ->
                            dynamicTest(
                                row.getKey() + " " + cell.getKey() + " " + cell.getValue(),
                                () -> check(row.getKey(), cell.getKey(), cell.getValue()))));
  }

  @Test
  void everyKindOfPartnerHasASeat() {
    for (var kind : PartnerKind.values()) {
      assertTrue(SEATS.values().stream().anyMatch(seat -> seat.kind() == kind), kind.name());
    }
    assertEquals(Vectors.MATRIX.size() - 1, SEATS.size());
  }

  private static void check(String row, DataCategory category, String cell) {
    var seat = SEATS.get(row);
    var letters = List.of(cell.split("/"));
    for (var letter : letters) {
      for (var ways : ways(letter, seat, category)) {
        var permit = POLICY.decide(ways.right().question());
        assertAll(
            () -> assertTrue(permit.permit(), () -> letter + " " + permit),
            // In C/G1 a consent is already good for the C.
            () ->
                assertTrue(
                    permit.rule().equals("MATRIX-" + letter)
                        || (letters.contains("C") && permit.rule().equals("MATRIX-C")),
                    permit::rule),
            () -> assertEquals(ways.ground(), permit.ground()),
            () -> assertEquals(List.of(), permit.reasons()),
            () ->
                assertEquals(
                    ways.ground().equals(Optional.of(LegalGround.CONSENT)),
                    permit.consent().isPresent()));
        for (int at = 0; at < ways.wrong().size(); at++) {
          var deny = POLICY.decide(ways.wrong().get(at).question());
          assertFalse(deny.permit(), () -> letter + " " + deny);
          var expected = ways.reasons().get(at);
          // Categories that are closed to the judiciary as such are so before the cell is reached.
          assertTrue(
              deny.reasons().contains(expected) || deny.rule().equals("H4"),
              () -> expected + " " + deny);
        }
      }
    }
    onlyWhatTheLettersName(seat, category, letters);
  }

  /** With everything on record and every purpose, only the letters of the cell open it. */
  private static void onlyWhatTheLettersName(
      Seat seat, DataCategory category, List<String> letters) {
    for (var purpose : Purpose.values()) {
      for (var letter : List.of("O", "C", "G1", "G4", "R", "W", "B", "A", "T", "J")) {
        for (var ways : ways(letter, seat, category)) {
          var decision = POLICY.decide(ways.right().purpose(purpose).question());
          if (decision.permit() && !decision.rule().equals("OWN-RECEIPT")) {
            assertTrue(
                letters.contains(decision.rule().substring("MATRIX-".length())),
                () -> letter + " " + decision);
          }
        }
      }
    }
  }

  private static List<Ways> ways(String letter, Seat seat, DataCategory category) {
    return switch (letter) {
      case "A" ->
          seat.kind() == PartnerKind.AUDITOR ? audit(seat, category) : owner(seat, category);
      case "O" -> own(seat, category);
      case "C" -> List.of(consented(seat, category, false));
      case "J" -> List.of(consented(seat, category, true));
      case "G1" -> List.of(consented(seat, category, false), shared(seat, category));
      case "G4" -> List.of(conference(seat, category));
      case "R" -> List.of(report(seat, category));
      case "W" -> List.of(written(seat, category));
      case "B" -> List.of(basic(seat, category));
      case "T" -> List.of(metadata(seat, category));
      case "X", "N", "S" -> List.of();
      default -> throw new AssertionError(letter);
    };
  }

  private static List<Ways> owner(Seat seat, DataCategory category) {
    return Stream.of(Purpose.CASE_MANAGEMENT, Purpose.MANO_INVESTIGATION)
        .map(
            purpose ->
                new Ways(
                    asked(seat, category).purpose(purpose),
                    Optional.empty(),
                    List.of(asked(seat, category).purpose(Purpose.CARE_COORDINATION)),
                    List.of(Reason.PURPOSE_DOES_NOT_FIT)))
        .toList();
  }

  private static List<Ways> audit(Seat seat, DataCategory category) {
    return List.of(
        new Ways(
            asked(seat, category).purpose(Purpose.AUDIT).with(Asking.engagement()),
            Optional.of(LegalGround.G8_AUDIT),
            List.of(asked(seat, category).purpose(Purpose.AUDIT)),
            List.of(Reason.NO_ENGAGEMENT)));
  }

  private static List<Ways> own(Seat seat, DataCategory category) {
    var ofTheReport =
        Set.of(DataCategory.RECEIPT, DataCategory.STATUS, DataCategory.MANO_STATUS)
            .contains(category);
    var other =
        ofTheReport ? a(seat.kind(), category).as(Relation.GRANTEE).own() : asked(seat, category);
    // A parket that reported nothing asks in another row, with other letters.
    var wrong =
        ofTheReport && seat.kind() == PartnerKind.PARKET
            ? List.<Asking>of()
            : List.of(other, asked(seat, category).own().purpose(Purpose.CONSULT));
    var reasons =
        seat.kind() == PartnerKind.POLICE && !ofTheReport
            ? List.of(Reason.POLICE_READS_NOTHING, Reason.PURPOSE_DOES_NOT_FIT)
            : List.of(Reason.NOT_OWN, Reason.PURPOSE_DOES_NOT_FIT);
    return List.of(
        new Ways(asked(seat, category).own(), Optional.of(LegalGround.OWN), wrong, reasons));
  }

  private static Ways consented(Seat seat, DataCategory category, boolean both) {
    var purpose = both ? Purpose.JUDICIAL_PROTECTION : Purpose.CARE_COORDINATION;
    var consent = Asking.consent(category, purpose, both);
    var asked = asked(seat, category).purpose(purpose);
    var other =
        asked(seat, category)
            .purpose(purpose)
            .with(
                Asking.consent(
                    category == DataCategory.SCHOOL ? DataCategory.MEDICAL : DataCategory.SCHOOL,
                    purpose,
                    both));
    var lacking = both ? Reason.NO_DOUBLE_CONSENT : Reason.NO_CONSENT;
    return new Ways(
        asked(seat, category).purpose(purpose).with(consent),
        Optional.of(LegalGround.CONSENT),
        List.of(asked, other),
        List.of(lacking, lacking));
  }

  private static Ways shared(Seat seat, DataCategory category) {
    var purpose = Purpose.CARE_COORDINATION;
    return new Ways(
        asked(seat, category).purpose(purpose).with(Asking.sharedSecrecy(category)),
        Optional.of(LegalGround.G1_SHARED_SECRECY),
        List.of(
            asked(seat, category).purpose(purpose),
            asked(seat, category).purpose(Purpose.CONSULT).with(Asking.sharedSecrecy(category))),
        List.of(Reason.NO_SHARED_SECRECY, Reason.PURPOSE_DOES_NOT_FIT));
  }

  private static Ways conference(Seat seat, DataCategory category) {
    var purpose = Purpose.CASE_CONFERENCE;
    var denied = category == DataCategory.JUDICIAL ? Reason.JUDICIAL_CLOSED : Reason.NO_CONFERENCE;
    return new Ways(
        asked(seat, category).purpose(purpose).with(Asking.conference()),
        Optional.of(LegalGround.G4_CASE_CONFERENCE),
        List.of(
            asked(seat, category).purpose(purpose),
            a(seat.kind(), category)
                .as(Relation.REPORTER)
                .purpose(purpose)
                .with(Asking.conference()),
            asked(seat, category).with(Asking.conference())),
        List.of(denied, denied, Reason.PURPOSE_DOES_NOT_FIT));
  }

  private static Ways report(Seat seat, DataCategory category) {
    var purpose = Purpose.JUDICIAL_PROTECTION;
    return new Ways(
        asked(seat, category).purpose(purpose).with(Asking.report(category)),
        Optional.of(LegalGround.G5_PARKET_REFERRAL),
        List.of(
            asked(seat, category).purpose(purpose),
            asked(seat, category).purpose(Purpose.EMERGENCY).with(Asking.report(category))),
        List.of(Reason.NO_PARKET_REPORT, Reason.PURPOSE_DOES_NOT_FIT));
  }

  private static Ways written(Seat seat, DataCategory category) {
    var purpose = Purpose.JUDICIAL_PROTECTION;
    return new Ways(
        asked(seat, category).purpose(purpose).form(Form.BASIC).with(Asking.request()),
        Optional.of(LegalGround.G6_WRITTEN_REQUEST),
        List.of(
            asked(seat, category).purpose(purpose).form(Form.BASIC).with(Asking.mandate()),
            asked(seat, category).purpose(purpose).with(Asking.request()),
            asked(seat, category).form(Form.BASIC).with(Asking.request())),
        List.of(Reason.NO_WRITTEN_REQUEST, Reason.BASIC_DATA_ONLY, Reason.PURPOSE_DOES_NOT_FIT));
  }

  private static Ways basic(Seat seat, DataCategory category) {
    return new Ways(
        asked(seat, category).form(Form.BASIC).with(Asking.mandate()),
        Optional.of(LegalGround.G2_MANDATE),
        List.of(
            asked(seat, category).form(Form.BASIC).with(Asking.request()),
            asked(seat, category).with(Asking.mandate()),
            asked(seat, category)
                .form(Form.BASIC)
                .purpose(Purpose.CASE_CONFERENCE)
                .with(Asking.mandate())),
        List.of(Reason.NO_MANDATE, Reason.BASIC_DATA_ONLY, Reason.PURPOSE_DOES_NOT_FIT));
  }

  private static Ways metadata(Seat seat, DataCategory category) {
    return new Ways(
        asked(seat, category).purpose(Purpose.AUDIT).form(Form.METADATA).with(Asking.engagement()),
        Optional.of(LegalGround.G8_AUDIT),
        List.of(
            asked(seat, category).purpose(Purpose.AUDIT).form(Form.METADATA),
            asked(seat, category).purpose(Purpose.AUDIT).with(Asking.engagement()),
            asked(seat, category).form(Form.METADATA).with(Asking.engagement())),
        List.of(Reason.NO_ENGAGEMENT, Reason.METADATA_ONLY, Reason.PURPOSE_DOES_NOT_FIT));
  }

  private static Asking asked(Seat seat, DataCategory category) {
    return a(seat.kind(), category).as(Set.copyOf(Arrays.asList(seat.relations())));
  }
}
