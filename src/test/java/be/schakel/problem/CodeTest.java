package be.schakel.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeTest {

  @Test
  void theTypeIsTheNameWithHyphens() {
    assertEquals(
        "https://schakel.example/problems/unknown-code", Code.UNKNOWN_CODE.type().toString());
    assertEquals("https://schakel.example/problems/not-utf8", Code.NOT_UTF8.type().toString());
  }

  @ParameterizedTest
  @EnumSource
  void aCodeIsAStableIdentifier(Code code) {
    assertTrue(code.name().matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasACode(Kind kind) {
    assertTrue(Arrays.stream(Code.values()).anyMatch(code -> code.kind() == kind));
  }

  @ParameterizedTest
  @CsvSource({
    "MALFORMED_BODY, 400",
    "DUPLICATE_PROPERTY, 400",
    "TOO_DEEP, 400",
    "IDENTIFIER_IN_URL, 400",
    "INVALID_IDEMPOTENCY_KEY, 400",
    "TOKEN_EXPIRED, 401",
    "CERTIFICATE_REVOKED, 401",
    "INSUFFICIENT_SCOPE, 403",
    "CONSENT_REQUIRED, 403",
    "NOT_FOUND, 404",
    "METHOD_NOT_ALLOWED, 405",
    "NOT_ACCEPTABLE, 406",
    "IDEMPOTENCY_IN_PROGRESS, 409",
    "DUPLICATE_REFERRAL, 409",
    "MOVE_NOT_POSSIBLE, 409",
    "WITHHELD_AFTER_RETRACTION, 410",
    "STALE_VERSION, 412",
    "BODY_TOO_LARGE, 413",
    "UNSUPPORTED_MEDIA_TYPE, 415",
    "UNKNOWN_PROPERTY, 422",
    "WALLOON_POSTAL_CODE, 422",
    "IDEMPOTENCY_KEY_REUSED, 422",
    "TOO_MANY_REQUESTS, 429",
    "INTERNAL, 500",
    "STORAGE_UNAVAILABLE, 503",
    "LEDGER_UNAVAILABLE, 503",
  })
  void aCodeHasTheStatusOfTheContract(Code code, int status) {
    assertEquals(status, code.kind().status());
  }

  @Test
  void whatIsOnlyRecommendedIsAWarning() {
    var warnings = Arrays.stream(Code.values()).filter(Code::isWarning).collect(Collectors.toSet());
    assertTrue(
        warnings.containsAll(
            Set.of(
                Code.INSZ_CHECKSUM,
                Code.MISSING_FACTS,
                Code.MISSING_CONTACT,
                Code.MISSING_HANDLING,
                Code.MISSING_NO_INSZ_REASON)));
    assertTrue(warnings.stream().allMatch(code -> code.kind().status() == 200));
  }
}
