package it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.ledger.Accomplice;
import be.schakel.vault.Keys;
import be.schakel.verify.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import testkit.AgainstTheGateway;
import testkit.Auditor;
import testkit.Chromium;
import testkit.Eventually;
import testkit.MortalGateway;
import testkit.Visitor;

/** Witnesses that are processes of their own, and a gateway that must wait for one of them. */
@EnabledIfSystemProperty(named = "schakel.long", matches = "true")
@AgainstTheGateway
class WitnessIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SERVING = "auditor.example/w1";
  private static final String FETCHING = "officer.example/w2";
  private static final String DECEIVED = "court.example/w3";
  private static final long FORKED = 1_000_000;

  @TempDir Path folder;

  private final MortalGateway gateway;
  private Visitor hospital;
  private Visitor anybody;

  WitnessIT() throws Exception {
    gateway = new MortalGateway("witness-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void whatWitnessesSawIsServedAndAMissingOrDeceivedOneShows() throws Exception {
    var insider =
        Accomplice.of(
            gateway.asOwner(),
            new Keys(gateway.home().resolve("keys/keys.p12"), "changeit", "demo"),
            gateway.publicUrl());
    var key = Files.writeString(folder.resolve("log.vkey"), insider.vkey());
    try (gateway;
        var serving = new Auditor.Witness(folder.resolve("w1"), SERVING, insider.vkey()).serve();
        var fetching = new Auditor.Witness(folder.resolve("w2"), FETCHING, insider.vkey());
        var deceived =
            new Auditor.Witness(folder.resolve("w3"), DECEIVED, insider.vkey()).serve()) {
      showsAnother(insider.sign(FORKED, new byte[32]), deceived);
      register(
          serving.vkey() + " " + serving.url(),
          fetching.vkey(),
          deceived.vkey() + " " + deceived.url());
      gateway.with("schakel.log.witness-quorum", "1").start();
      hospital = Visitor.of(gateway, "uz-voorbeeld", "FOLLOW_UP_OWN", "physician");
      anybody = Visitor.of(gateway, "auditor");
      var report = hospital.submit();

      Eventually.holds(SOON, "seen by the one that serves", () -> behind(SERVING) == 0);
      var copy = folder.resolve("log");
      proven(mirror(copy, key, "--witness", serving.vkey()));
      assertEquals(0, health().path(FETCHING).asLong());
      assertEquals(
          List.of(serving.vkey(), fetching.vkey(), deceived.vkey()),
          anybody.get("/log/witnesses").body().lines().toList());

      // Until the log rests: what was fetched may be old already
      Eventually.holds(SOON, "seen by both", () -> bringsItsOwn(fetching, copy, key));
      assertTrue(health().path(FETCHING).asLong() > 0);
      proven(
          mirror(
              copy,
              key,
              "--witness",
              serving.vkey(),
              "--witness",
              fetching.vkey(),
              "--quorum",
              "2"));

      Eventually.holds(SOON, "the deceived one shows", () -> health().has(DECEIVED + ":conflict"));
      assertFalse(health().has(SERVING + ":conflict"));
      theConsoleShowsThem();

      serving.close();
      var seen = size();
      var answer = hospital.get("/api/referrals/" + report);
      var leaf = Visitor.receipt(answer).orElseThrow().path("root").asText();
      Eventually.holds(SOON, "it is behind", () -> behind(SERVING) > 0);
      assertEquals(seen, size(), "nobody sees what no witness has seen");
      assertEquals(202, hospital.get("/api/receipts/" + leaf + "/proof").statusCode());

      serving.serve();
      Eventually.holds(
          SOON,
          "its proof, once the witness is back",
          () -> status("/api/receipts/" + leaf + "/proof") == 200);
      assertTrue(size() > seen);
      proven(mirror(copy, key, "--witness", serving.vkey()));
    }
  }

  /** The log's owner shows one tree to a witness, and another to everybody else. */
  private static void showsAnother(String fork, Auditor.Witness witness) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(witness.url() + "/add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofString("old 0\n\n" + fork))
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private void register(String... lines) throws IOException {
    var file = gateway.home().resolve("log/witnesses");
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }

  /**
   * As a witness does that only fetches: it signs its own copy, by hand.
   *
   * @return whether the newest checkpoint has its signature
   */
  private boolean bringsItsOwn(Auditor.Witness witness, Path copy, Path key) {
    try {
      proven(mirror(copy, key));
      var cosigned = folder.resolve("cosigned");
      Auditor.proves(
          "witness",
          "cosign",
          "--dir",
          witness.folder(),
          "--checkpoint",
          copy.resolve("checkpoint"),
          "--tiles",
          copy,
          "--out",
          cosigned);
      var brought = anybody.post("/log/cosignatures", "text/plain", Files.readString(cosigned));
      assertEquals(200, brought.statusCode(), brought.body());
      return anybody.get("/log/checkpoint").body().contains("\n\u2014 " + FETCHING + " ");
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private void theConsoleShowsThem() throws Exception {
    try (var chromium = Chromium.installed();
        var window = chromium.window(gateway, "dpo-persoon")) {
      var page = window.newPage();
      page.navigate(gateway.uri("/console/?lang=en&view=proof").toString());
      var lines = page.locator(".plain-list li");
      assertThat(lines.filter(having(SERVING)).locator(".pill.permit")).isVisible();
      assertThat(lines.filter(having(DECEIVED)).locator(".pill.deny")).isVisible();
      assertThat(page.locator(".proof")).containsText("signed this tree too");
    }
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private Verdict mirror(Path copy, Path key, String... witnesses) {
    var words = new ArrayList<Object>(List.of("mirror", "--url", gateway.uri("/log")));
    words.addAll(List.of("--dir", copy, "--key", key, "--p12", gateway.pki("auditor.p12")));
    words.addAll(List.of("--ca", gateway.pki("ca.pem")));
    words.addAll(List.of(witnesses));
    return Verdict.of("changeit", words.toArray());
  }

  private static void proven(Verdict verdict) {
    assertTrue(verdict.proven(), verdict.said());
  }

  private long size() throws Exception {
    return Long.parseLong(
        anybody.get("/log/checkpoint").body().lines().skip(1).findFirst().orElseThrow());
  }

  private long behind(String witness) {
    return health().path(witness + ":behind").asLong(-1);
  }

  private int status(String path) {
    try {
      return hospital.get(path).statusCode();
    } catch (IOException | InterruptedException away) {
      throw new AssertionError(away);
    }
  }

  /** What the health page says of witnesses. */
  private JsonNode health() {
    try {
      for (var check : Visitor.json(anybody.get("/health/ready")).path("checks")) {
        if (check.path("name").asText().equals("log-witnesses")) {
          return check.path("data");
        }
      }
      throw new AssertionError("no witnesses on the health page");
    } catch (IOException | InterruptedException away) {
      throw new AssertionError(away);
    }
  }
}
