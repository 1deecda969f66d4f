package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** A receipt becomes a proof that its recipient can show to anybody, and that nobody else gets. */
@AgainstTheGateway
class ReceiptProofIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Answer read(Requests reader) {
    return Sent.byHospital(Report.ofSiblings("c1", "c2")).read(reader).expect(200);
  }

  static String root(Answer answer) {
    var receipt = answer.header("Disclosure-Receipt").orElseThrow();
    return Report.read(
            new String(
                Base64.getUrlDecoder().decode(receipt.split("\\.")[1]), StandardCharsets.UTF_8))
        .path("root")
        .asText();
  }

  private static List<String> leaves(Requests recipient, String root) {
    var leaves = new ArrayList<String>();
    recipient
        .get("/api/receipts/" + root)
        .expect(200)
        .json()
        .path("leaves")
        .forEach(leaf -> leaves.add(leaf.asText()));
    return leaves;
  }

  private static Answer proof(Requests recipient, String leaf) {
    var path = "/api/receipts/" + leaf + "/proof";
    Eventually.holds(SOON, "a proof", () -> recipient.get(path).status() == 200);
    return recipient.get(path);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Verdict verified(Answer answer, Requests recipient) throws Exception {
    var root = root(answer);
    var words =
        new ArrayList<Object>(
            List.of(
                "receipt",
                "--receipt",
                file("receipt.jws", answer.header("Disclosure-Receipt").orElseThrow()),
                "--jwks",
                file("jwks.json", recipient.get("/.well-known/jwks.json").text()),
                "--leaves",
                file("leaves.json", recipient.get("/api/receipts/" + root).text()),
                "--key",
                file("log.vkey", recipient.get("/log/vkey").text())));
    for (var leaf : leaves(recipient, root)) {
      words.add("--proof");
      words.add(file(leaf + ".tlog-proof", proof(recipient, leaf).text()));
      words.add("--opening");
      words.add(
          file(
              leaf + ".json",
              recipient.get("/api/receipts/" + leaf + "/opening").expect(200).text()));
    }
    return Verdict.of("", words.toArray());
  }

  @Test
  void recipientProvesWhatItWasGiven() throws Exception {
    var hospital = Sent.hospital();
    var verdict = verified(read(hospital), hospital);
    assertTrue(verdict.proven(), verdict.said());
  }

  @Test
  void anOpenedEntrySaysWhatWasGivenAndToWhom() throws Exception {
    var hospital = Sent.hospital();
    for (var leaf : leaves(hospital, root(read(hospital)))) {
      var opening = hospital.get("/api/receipts/" + leaf + "/opening").expect(200);
      JsonNode entry = JSON.readTree(opening.json().path("entry").asText());
      assertEquals("READ", entry.path("action").asText());
      assertEquals("uz-voorbeeld", entry.at("/partner/code").asText());
      assertTrue(opening.header("Disclosure-Receipt").isPresent(), "opening it is an entry too");
    }
  }

  @Test
  void nobodyElseLearnsThatThereIsAReceipt() throws Exception {
    var hospital = Sent.hospital();
    var root = root(read(hospital));
    var leaf = leaves(hospital, root).get(0);
    var nothing = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    var stranger = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    for (var after : List.of("", "/proof", "/opening")) {
      var theirs = stranger.get("/api/receipts/" + (after.isEmpty() ? root : leaf) + after);
      var none = stranger.get("/api/receipts/" + nothing + after);
      theirs.expect(404);
      assertArrayEquals(body(none.expect(404)), body(theirs), after);
      assertEquals(none.headers().map().keySet(), theirs.headers().map().keySet(), after);
    }
  }

  private static byte[] body(Answer answer) throws IOException {
    var problem = (ObjectNode) JSON.readTree(answer.body());
    problem.remove("traceId");
    return JSON.writeValueAsBytes(problem);
  }

  @Test
  void whoAsksForAnothersReceiptIsOnRecord() throws Exception {
    var root = root(read(Sent.hospital()));
    var id = UUID.randomUUID().toString();
    TestPartner.of("az-tweede")
        .as("CARE_COORDINATION")
        .with("X-Request-Id", id)
        .get("/api/receipts/" + root)
        .expect(404);
    var lines = Logbook.ofRequest(id);
    assertEquals(1, lines.size());
    assertEquals("DENY", lines.get(0).at("/outcome"));
  }

  /** Asked too soon: neither a proof nor an error. */
  @Test
  void aProofThatIsAskedBeforeTheEntryHasItsPlaceIsToCome() {
    var hospital = Sent.hospital();
    var sent = Sent.byHospital(Report.ofOneChild());
    var path =
        Gateway.running()
            .asOwner()
            .inTransaction(
                handle -> {
                  // The turn of the sequencer, as another node would have it
                  handle.execute("select pg_advisory_xact_lock(7232)");
                  var place = "/api/receipts/" + root(sent.read(hospital).expect(200)) + "/proof";
                  var early = hospital.get(place).expect(202);
                  assertEquals(0, early.body().length);
                  assertEquals(Optional.of("1"), early.header("Retry-After"));
                  assertEquals(Optional.of("no-store"), early.header("Cache-Control"));
                  return place;
                });
    Eventually.holds(SOON, "a proof", () -> hospital.get(path).status() == 200);
  }

  @Test
  void anEntryAboutASecretAddressIsOpenAndDoesNotTellTheCentre() throws Exception {
    var report = Report.ofOneChild();
    report.child(0).put("secretAddress", true);
    var hospital = Sent.hospital();
    var answer = Sent.byHospital(report).read(hospital).expect(200);
    var leaf = leaves(hospital, root(answer)).get(0);
    proof(hospital, leaf).expect(200);
    var entry = hospital.get("/api/receipts/" + leaf + "/opening").expect(200).at("/entry");
    assertTrue(JSON.readTree(entry).path("vk").asText().startsWith("~"), entry);
    assertFalse(entry.contains("vk-"), entry);
  }

  @Test
  void whatIsNoHashIsNotFound() {
    var hospital = Sent.hospital().beyondTheContract();
    for (var hash : List.of("x", "AAAA", "%20", "~")) {
      hospital.get("/api/receipts/" + hash).expect(404);
      hospital.get("/api/receipts/" + hash + "/proof").expect(404);
      hospital.get("/api/receipts/" + hash + "/opening").expect(404);
    }
  }
}
