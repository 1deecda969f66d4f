package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureQueryTest {

  private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");
  private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-0000000000aa");

  @Test
  void theLogKeepsEveryConditionSoThatTheSearchCanBeDoneAgain() {
    var query =
        new DisclosureQuery(
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(60)),
            Optional.of("ziekenhuis"),
            Optional.of("school"),
            Optional.of("pseudonym-1"),
            Optional.of(ID),
            Optional.of(LogOutcome.DENY),
            Optional.of(LegalGround.CONSENT),
            Optional.of(LogAction.READ),
            7,
            Optional.of(new DisclosureCursor(ID)));
    assertEquals(
        "from=2026-11-21T11:00:00Z to=2026-11-21T11:01:00Z partner=ziekenhuis recipient=school subject=pseudonym-1"
            + " referral=01990000-0000-7000-8000-0000000000aa outcome=DENY ground=CONSENT"
            + " action=READ after=01990000-0000-7000-8000-0000000000aa limit=7",
        query.forTheLog());
    assertEquals("limit=20", Queries.everything().forTheLog());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void aPageHoldsOneToAHundred(int limit) {
    refused(Code.LIMIT_OUT_OF_RANGE, List.of("1", "100"), () -> Queries.everything(limit));
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsIsRefused() {
    refused(Code.FROM_AFTER_TO, List.of(), () -> Queries.between(NOON, NOON.minusMillis(1)));
    assertEquals(Optional.of(NOON), Queries.between(NOON, NOON).to());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UZ", "a b", "-x", "uz'--"})
  void whatCannotBeACodeIsRefusedByItsParameter(String partner) {
    refused(
        Code.INVALID_PARAMETER,
        List.of("partner", "[a-z0-9][a-z0-9-]{0,62}"),
        () -> Queries.by(partner));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "é", "a=="})
  void whatCannotBeAPseudonymIsRefusedByItsParameter(String subject) {
    refused(
        Code.INVALID_PARAMETER,
        List.of("subject", "[A-Za-z0-9_-]{1,128}"),
        () -> Queries.about(subject));
  }

  @Test
  void aCursorComesBackAsItWent() {
    var cursor = new DisclosureCursor(ID);
    assertEquals(cursor, DisclosureCursor.parse(cursor.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "%%%", "AZkAAAAAcACAAAAAAAAAqg==x", "AZkAAAAAcACAAAAAAAAA"})
  void whatIsNoCursorIsRefused(String cursor) {
    refused(Code.BAD_CURSOR, List.of(), () -> DisclosureCursor.parse(cursor));
  }

  private static void refused(Code code, List<String> arguments, Runnable made) {
    var problem = assertThrows(SchakelProblem.class, made::run);
    assertEquals(code, problem.code());
    assertEquals(arguments, problem.arguments());
  }
}
