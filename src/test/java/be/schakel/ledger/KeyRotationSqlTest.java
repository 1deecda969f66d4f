package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.verify.Verdict;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

/** The commands of the operator guide change the keys, and what was signed before stays good. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KeyRotationSqlTest {

  private static final Path GUIDE = Path.of("src/site/markdown/operators.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");
  private static final String PUBLIC_URL = "https://schakel.example";

  @TempDir Path folder;

  private OwnDatabase database;
  private Node node;

  @BeforeEach
  void aLogThatSomebodyHasSeen() throws Exception {
    database = OwnDatabase.create();
    restart();
    node.records(5).work();
  }

  private void restart() throws Exception {
    node = Node.on(database, folder.resolve("one"), folder.resolve("keys"));
  }

  /** The block of the guide that has this in it. */
  private static String commands(String mark) throws Exception {
    return BLOCK
        .matcher(Files.readString(GUIDE))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(mark))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the guide has no command with " + mark));
  }

  private void run(String commands) throws Exception {
    var shell =
        new ProcessBuilder("sh", "-ec", commands)
            .directory(folder.resolve("keys").toFile())
            .redirectErrorStream(true);
    var bin = Path.of(System.getProperty("java.home"), "bin");
    shell.environment().merge("PATH", bin + File.pathSeparator, (old, first) -> first + old);
    shell.environment().put("KEYS_PASSWORD", "changeit");
    var running = shell.start();
    running.getOutputStream().close();
    var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, running.waitFor(), said);
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Verdict log(Path mirror, Path key) {
    return Verdict.of("", "log", "--dir", mirror, "--key", key);
  }

  private static void proven(Verdict verdict) {
    assertTrue(verdict.proven(), verdict.said());
  }

  @Test
  void theLogsKeyChangesWithAnOverlapAndEarlierProofsStayGood() throws Exception {
    var kept = new Kept(1);
    var earlier = node.mirror(folder.resolve("earlier"), 0);
    var old = earlier.resolve("log.vkey");
    var before = node.shown().note();

    run(commands("-alias log-2 "));
    restart();
    node.records(3).work();
    var both = node.mirror(folder.resolve("both"), 0);
    var present = both.resolve("log.vkey");
    assertNotEquals(Files.readString(old), Files.readString(present));
    assertEquals(2, node.shown().note().signatures().size());
    proven(log(both, old));
    proven(log(both, present));

    run(commands("-exportcert -alias log "));
    restart();
    assertEquals(before.text().lines().findFirst(), node.shown().note().text().lines().findFirst());
    node.records(3).work();
    assertEquals(Optional.empty(), node.trouble());
    var after = node.mirror(folder.resolve("after"), 0);
    assertEquals(1, node.shown().note().signatures().size());
    proven(log(after, present));
    assertFalse(log(after, old).proven(), "who does not know the new key proves nothing");

    var all = file("log.vkeys", node.log.vkeys(0).orElseThrow());
    assertEquals(Files.readString(present) + Files.readString(old), Files.readString(all));
    proven(log(earlier, old));
    proven(log(earlier, all));
    proven(
        Verdict.of(
            "",
            "checkpoint",
            "--old",
            earlier.resolve("checkpoint"),
            "--new",
            after.resolve("checkpoint"),
            "--tiles",
            after,
            "--key",
            all));
    proven(kept.verified(old));
    proven(kept.verified(all));
    proven(new Kept(2).verified(present));
  }

  /** A node that knows the next key already tells nobody to use it before it signs. */
  @Test
  void aKeyThatDoesNotSignYetIsNotThePresentOne() throws Exception {
    var old = node.log.vkey(0);
    run(
        commands("-alias log-2 ")
            + "keytool -exportcert -alias log-2 -keystore keys.p12 -storepass:env KEYS_PASSWORD -file next.crt\n"
            + "keytool -delete -alias log-2 -keystore keys.p12 -storepass:env KEYS_PASSWORD\n"
            + "keytool -importcert -noprompt -alias log-2 -file next.crt -keystore keys.p12 -storepass:env KEYS_PASSWORD\n");
    restart();
    assertEquals(old, node.log.vkey(0));
    assertEquals(2, node.log.vkeys(0).orElseThrow().lines().count());
  }

  @Test
  void theReceiptsKeyChangesAndEarlierReceiptsStayGood() throws Exception {
    var kept = new Kept(1);
    run(commands("-alias token-2 ").replace("token", "receipt"));
    restart();
    node.records(1).work();
    var vkey = file("log.vkey", node.log.vkey(0).orElseThrow());
    proven(kept.withJwks().verified(vkey));
    var later = new Kept(2);
    assertNotEquals(header(kept.jws), header(later.jws));
    proven(later.verified(vkey));
  }

  private static String header(String jws) {
    return jws.substring(0, jws.indexOf('.'));
  }

  @Test
  void theWrappingKeyChangesAndEarlierContentStaysReadable() throws Exception {
    var key = ContentKey.fresh();
    var before = keys().wrap(key);
    run(commands("-alias kek-2 "));
    var after = keys().wrap(key);
    assertTrue(said(before).contains("\"kek-1\""), said(before));
    assertTrue(said(after).contains("\"kek-2\""), said(after));
    for (var wrapped : List.of(before, after)) {
      assertDoesNotThrow(() -> keys().unwrap(wrapped), "a wrapping key opens only what it wrapped");
    }
  }

  private static String said(String jwe) {
    return new String(Base64.getUrlDecoder().decode(header(jwe)), StandardCharsets.UTF_8);
  }

  private Keys keys() {
    return new Keys(folder.resolve("keys/keys.p12"), "changeit", "demo");
  }

  /** What a recipient keeps: a receipt, its leaf, and the proof that it is in the log. */
  private final class Kept {

    private final int number;
    private final String jws;
    private final Path leaves;
    private final Path proof;
    private Path jwks;

    Kept(int number) throws Exception {
      this.number = number;
      var receipt = node.record(List.of(Node.entry(number)));
      node.work();
      var receipts = new Receipts();
      receipts.keys = node.keys.keys;
      receipts.log = node.log;
      receipts.publicUrl = PUBLIC_URL;
      receipts.mergeDelay = Duration.ofMinutes(1);
      receipts.load();
      jws = receipts.sign(receipt, "uz", "request-" + number);
      var leaf = Base64.getUrlEncoder().withoutPadding().encodeToString(receipt.root());
      leaves = file("leaves-" + number, "{\"leaves\": [\"" + leaf + "\"]}");
      var answers = new Answers();
      answers.db = database.asApplication();
      answers.tables = node.tables;
      answers.log = node.log;
      proof =
          file(
              "proof-" + number,
              answers.proof(receipt.root(), "uz").orElseThrow().text().orElseThrow());
      withJwks();
    }

    Kept withJwks() throws Exception {
      jwks = file("jwks-" + number, jwks());
      return this;
    }

    private String jwks() throws JoseException {
      var published = new JsonWebKeySet();
      node.keys.keys.verifying("receipt").forEach(published::addJsonWebKey);
      return published.toJson();
    }

    Verdict verified(Path key) throws Exception {
      return Verdict.of(
          "",
          "receipt",
          "--receipt",
          file("receipt-" + number, jws),
          "--jwks",
          jwks,
          "--leaves",
          leaves,
          "--proof",
          proof,
          "--key",
          key);
    }
  }
}
