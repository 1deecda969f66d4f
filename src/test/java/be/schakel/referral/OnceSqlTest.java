package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What is known by something else than its key counts as the request of that key from then on. */
class OnceSqlTest {

  private static final Optional<String> FIRST = Optional.of("first");
  private static final Optional<String> SECOND = Optional.of("second");

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  @Test
  void reportThatIsKnownByItsReferenceTakesANewKeyToo() {
    var report = features.submitted("uz", known("Feiten"), FIRST);
    assertEquals(report, features.submitted("uz", known("Feiten"), SECOND));

    refusedAsUsed(() -> features.submitted("uz", known("Andere feiten"), SECOND));
  }

  /** By its sender's reference. */
  private static Reports known(String facts) {
    return Reports.whole()
        .with("/yourReference", "{'system': 'https://ehr.example/ref', 'value': 'R-1'}")
        .with("/facts", "'" + facts + "'");
  }

  @Test
  void additionThatIsKnownByItsBytesTakesANewKeyToo() {
    var report = features.submitted("uz", Reports.whole());
    assertEquals(developed(report, "Eens", FIRST), developed(report, "Eens", SECOND));

    refusedAsUsed(() -> developed(report, "Anders", SECOND));
  }

  private UUID developed(UUID report, String text, Optional<String> key) {
    var given =
        new NewDevelopment(Optional.empty(), Optional.empty(), Optional.of(text), List.of());
    var original =
        new Original(text.getBytes(StandardCharsets.UTF_8), "application/fhir+json", List.of());
    var told =
        features.developed(
            features.caller("uz", Purpose.FOLLOW_UP_OWN),
            report,
            given,
            key,
            Optional.of(original));
    return Features.released(told).view().id().orElseThrow();
  }

  private static void refusedAsUsed(Executable request) {
    assertEquals(Code.IDEMPOTENCY_KEY_REUSED, assertThrows(SchakelProblem.class, request).code());
  }
}
