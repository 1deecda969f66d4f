package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** The log as its readers find it: c2sp.org/tlog-tiles over mutual TLS, without a token. */
@AgainstTheGateway
class LogFilesIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  private static Answer get(String path) {
    var auditor = TestPartner.of("auditor").withoutToken();
    // A place of a tile has slashes, which no path of a contract can say
    return (path.contains("/tile/") ? auditor.beyondTheContract() : auditor).get(path);
  }

  @Test
  void whatNoRegisteredWitnessSignedIsNotTaken() {
    var auditor = TestPartner.of("auditor").withoutToken();
    var checkpoint = get("/log/checkpoint").expect(200).text();
    for (var body : new String[] {checkpoint, "text", ""}) {
      auditor
          .post("/log/cosignatures", body, "text/plain")
          .expectProblem(422, "UNKNOWN_COSIGNATURE");
    }
    auditor.beyondTheContract().post("/log/cosignatures", "{}", "application/json").expect(415);
  }

  @Test
  void keysOfWitnessesArePublishedAndHereIsNone() {
    assertEquals("", get("/log/witnesses").expect(200).text());
  }

  private static long size() {
    return Long.parseLong(get("/log/checkpoint").expect(200).text().lines().toList().get(1));
  }

  private Verdict mirror() throws Exception {
    var key = folder.resolve("log.vkey");
    Files.writeString(key, get("/log/vkey").expect(200).text());
    return Verdict.of(
        "changeit",
        "mirror",
        "--url",
        Gateway.running().uri("/log"),
        "--dir",
        folder.resolve("log"),
        "--key",
        key,
        "--p12",
        Gateway.running().pki("auditor.p12"),
        "--ca",
        Gateway.running().pki("ca.pem"));
  }

  @Test
  void whatIsRecordedStandsInTheSignedTreeSoonAndAMirrorProvesIt() throws Exception {
    var first = mirror();
    assertTrue(first.proven(), first.said());
    var before = size();
    Sent.byHospital(Report.ofSiblings("c1", "c2"));
    Eventually.holds(SOON, "the log grows", () -> size() >= before + 2);
    var grown = mirror();
    assertTrue(grown.proven(), grown.said());
  }

  @Test
  void aCheckpointIsKeptShortlyAndATileForGood() {
    var checkpoint = get("/log/checkpoint").expect(200);
    var type = checkpoint.header("Content-Type").orElseThrow();
    assertEquals("text/plain;charset=utf-8", type.replace(" ", "").toLowerCase(Locale.ROOT));
    assertEquals(Optional.of("max-age=1"), checkpoint.header("Cache-Control"));
    Sent.byHospital(Report.ofOneChild());
    Eventually.holds(SOON, "an entry", () -> size() > 0);
    for (var path : new String[] {"/log/tile/0/000.p/1", "/log/tile/entries/000.p/1"}) {
      var tile = get(path).expect(200);
      assertEquals(Optional.of("application/octet-stream"), tile.header("Content-Type"), path);
      assertEquals(Optional.of("max-age=31536000, immutable"), tile.header("Cache-Control"), path);
      assertArrayEquals(tile.body(), get(path).body(), path);
    }
  }

  @Test
  void theKeyIsOneLineInTheNameOfTheLog() {
    var key = get("/log/vkey").expect(200).text();
    var origin = get("/log/checkpoint").text().lines().findFirst().orElseThrow();
    assertEquals(1, key.lines().count());
    assertTrue(key.startsWith(origin + "+"), key);
    assertTrue(origin.endsWith("/log"), origin);
    assertTrue(get("/log/vkeys").expect(200).text().startsWith(key));
  }

  @Test
  void theFirstEpochNeedsNoStatement() {
    var epoch = get("/log/epochs").expect(200).json().at("/epochs/0");
    assertEquals(0, epoch.path("epoch").asInt());
    assertTrue(epoch.path("origin").asText().endsWith("/log"));
    assertTrue(epoch.path("statement").isMissingNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/999",
        "/log/tile/0/x999/999",
        "/log/tile/entries/999",
        "/log/tile/7/000",
        "/log/1/checkpoint",
        "/log/1/tile/0/000",
        "/log/1/vkey",
        "/log/7/vkeys"
      })
  void whatTheLogDoesNotHaveIsNotFound(String path) {
    get(path).expect(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/log/tile/9/000", "/log/tile/0/0", "/log/tile/0/000.p/256", "/log/none"})
  void whatNoLogHasIsNotFoundEither(String path) {
    TestPartner.of("auditor").withoutToken().beyondTheContract().get(path).expect(404);
  }
}
