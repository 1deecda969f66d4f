package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.Prepare;
import be.schakel.vault.Keys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts, checked with the JDK alone: no library of the writer has a part in it. */
class ReceiptsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00.123Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path home;

  private static Receipts receipts;

  @BeforeAll
  static void keys() throws Exception {
    Prepare.home(home, Clock.fixed(NOW, ZoneOffset.UTC));
    receipts = new Receipts();
    receipts.keys = new Keys(home.resolve("keys").resolve("keys.p12"), "changeit", "demo");
    receipts.log = new PublicLog();
    receipts.log.keys = new LogKeys();
    receipts.log.keys.publicUrl = "https://schakel.example:9443";
    receipts.log.published = new Published();
    receipts.publicUrl = "https://schakel.example:9443";
    receipts.mergeDelay = Duration.ofSeconds(60);
    receipts.load();
  }

  @Test
  void aReceiptSaysWhatTheContractPromises() throws Exception {
    var parts = signed().split("\\.");
    var header = read(parts[0]);
    assertEquals("ES256", header.get("alg").textValue());
    assertEquals("disclosure-receipt+jwt", header.get("typ").textValue());
    assertEquals(receipts.keys.signing("receipt").id(), header.get("kid").textValue());

    var payload = read(parts[1]);
    assertEquals("https://schakel.example:9443", payload.get("iss").textValue());
    assertEquals("uz-voorbeeld", payload.get("aud").textValue());
    assertEquals(NOW.getEpochSecond(), payload.get("iat").longValue());
    assertEquals("request-1", payload.get("requestId").textValue());
    assertEquals("schakel.example:9443/log", payload.get("origin").textValue());
    assertEquals("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", payload.get("root").textValue());
    assertEquals(2, payload.get("count").intValue());
    assertEquals(60, payload.get("mmd").intValue());
    var names = new TreeSet<String>();
    payload.fieldNames().forEachRemaining(names::add);
    assertEquals(Set.of("iss", "aud", "iat", "requestId", "origin", "root", "count", "mmd"), names);
  }

  @Test
  void itsSignatureHoldsUnderThePublishedKey() throws Exception {
    assertTrue(holds(signed()));
  }

  @Test
  void aChangedReceiptDoesNotHold() throws Exception {
    var parts = signed().split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var changed = payload.replace("\"count\":2", "\"count\":3");
    assertFalse(holds(parts[0] + "." + encoded(changed) + "." + parts[2]));
  }

  private static String signed() {
    return receipts.sign(
        new Receipt(new byte[MerkleTree.HASH], 2, NOW), "uz-voorbeeld", "request-1");
  }

  private static boolean holds(String receipt) throws Exception {
    var parts = receipt.split("\\.");
    // RFC 7518 3.4: R and S as they are, which the JDK calls P1363
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify((PublicKey) receipts.keys.signing("receipt").publicKey().getKey());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  private static JsonNode read(String part) throws Exception {
    return JSON.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
