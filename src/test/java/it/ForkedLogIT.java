package it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.ledger.Accomplice;
import be.schakel.vault.Keys;
import be.schakel.verify.Verdict;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import testkit.AgainstTheGateway;
import testkit.Chromium;
import testkit.Eventually;
import testkit.Gateway;
import testkit.MortalGateway;
import testkit.Visitor;

/**
 * Who runs the gateway, holds its database and its log's real key rewrites the log and signs it
 * again: a browser that has seen the log before says so.
 */
@EnabledIfSystemProperty(named = "schakel.long", matches = "true")
@AgainstTheGateway
class ForkedLogIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static final int MANY = 20;

  @TempDir Path folder;

  private final MortalGateway gateway;
  private Page page;

  ForkedLogIT() throws Exception {
    gateway = new MortalGateway("forked-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void aRewrittenLogThatTheRealKeySignedShowsInABrowserThatRemembers() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    try (gateway;
        var chromium = Chromium.installed();
        var window = chromium.window(gateway, "dpo-persoon")) {
      page = window.newPage();
      gateway.start();
      var hospital = hospital();
      for (int i = 0; i < MANY; i++) {
        hospital.submit();
      }
      Eventually.holds(SOON, "the log grows", () -> size() > MANY);
      looks();
      assertThat(page.locator(".proof.yes")).isVisible();
      var seen = checkpoint();
      var seenBefore = Files.writeString(folder.resolve("before"), seen);

      gateway.kill();
      rewrite();
      gateway.start();
      looks();
      assertThat(page.locator(".proof.no")).containsText("not a continuation");

      // Longer than what was seen, it is found by the proof, not by the size
      var report = hospital().submit();
      hospital().get("/api/referrals/" + report);
      Eventually.holds(SOON, "the log grows", () -> size() > size(seen));
      byItselfItLooksRight(seenBefore);
      looks();
      assertThat(page.locator(".proof.no")).containsText("not a continuation");
      assertThat(page.locator(".chip.bad")).isVisible();

      if (Gateway.longDrills()) {
        aShorterOneShowsToo();
      }
    }
  }

  /** A backup and the key make that. */
  private void aShorterOneShowsToo() throws Exception {
    gateway.kill();
    gateway
        .asOwner()
        .useHandle(handle -> handle.execute("delete from ledger_position where place > 1"));
    rewrite();
    gateway.start();
    looks();
    assertThat(page.locator(".proof.no")).containsText("it was set back");
  }

  private void rewrite() throws Exception {
    var insider =
        Accomplice.of(
            gateway.asOwner(),
            new Keys(gateway.home().resolve("keys/keys.p12"), "changeit", "demo"),
            gateway.publicUrl());
    gateway
        .asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "update ledger_position set commitment = sha256('x') where place = 1"));
    // What the gateway remembers lies beside the database, and is replaced as well
    Files.writeString(gateway.home().resolve("log/checkpoint"), insider.rebuild());
  }

  private Visitor hospital() throws Exception {
    return Visitor.of(gateway, "uz-voorbeeld", "FOLLOW_UP_OWN", "physician");
  }

  private void looks() {
    page.navigate(gateway.uri("/console/?lang=en&view=proof").toString());
    assertThat(page.locator(".integrity[aria-busy=false]")).isVisible();
  }

  private String checkpoint() {
    try {
      return Visitor.of(gateway, "auditor").get("/log/checkpoint").body();
    } catch (Exception away) {
      throw new AssertionError(away);
    }
  }

  private long size() {
    return size(checkpoint());
  }

  private static long size(String checkpoint) {
    return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
  }

  /** To who sees the log for the first time; a copy from before disproves it. */
  private void byItselfItLooksRight(Path seenBefore) throws Exception {
    var vkey = Visitor.of(gateway, "auditor").get("/log/vkey").body();
    var key = Files.writeString(folder.resolve("log.vkey"), vkey);
    var copy = folder.resolve("log");
    var alone =
        Verdict.of(
            "changeit",
            "mirror",
            "--url",
            gateway.uri("/log"),
            "--dir",
            copy,
            "--key",
            key,
            "--p12",
            gateway.pki("auditor.p12"),
            "--ca",
            gateway.pki("ca.pem"));
    assertEquals(0, alone.code(), alone.said());
    var compared =
        Verdict.of(
            "",
            "checkpoint",
            "--old",
            seenBefore,
            "--new",
            copy.resolve("checkpoint"),
            "--tiles",
            copy,
            "--key",
            key);
    assertTrue(compared.disproven(), compared.said());
  }
}
