package be.schakel.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPkiTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

  @TempDir Path directory;

  @Test
  void everyCodeHasChainKeyAndStoreThatBelongTogether() throws Exception {
    var pki = DemoPki.prepare(directory, NOW);
    assertEquals(35, pki.certificates().size());
    for (var code : pki.certificates().keySet()) {
      var chain = Pem.certificates(directory.resolve(code + ".pem"));
      assertEquals(pki.certificates().get(code), chain.get(0), code);
      chain.get(0).verify(chain.get(1).getPublicKey());
      var key = Pem.key(directory.resolve(code + ".key"));
      assertArrayEquals(key.getEncoded(), stored(code).getEncoded(), code);
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(new byte[] {1});
      var signature = signer.sign();
      signer.initVerify(chain.get(0));
      signer.update(new byte[] {1});
      assertTrue(signer.verify(signature), code);
    }
  }

  @Test
  void eachFlawIsInItsCertificateAndNowhereElse() throws Exception {
    var certificates = DemoPki.prepare(directory, NOW).certificates();
    var authority = Pem.certificates(directory.resolve("ca.pem")).get(0);
    var revocations = Pem.revocations(directory.resolve("ca.crl"));
    revocations.verify(authority.getPublicKey());
    for (var code : certificates.keySet()) {
      var leaf = certificates.get(code);
      assertEquals(code.equals("revoked"), revocations.isRevoked(leaf), code);
      assertEquals(code.equals("expired"), leaf.getNotAfter().toInstant().isBefore(NOW), code);
      if (code.equals("other-ca")) {
        assertThrows(SignatureException.class, () -> leaf.verify(authority.getPublicKey()));
      } else {
        leaf.verify(authority.getPublicKey());
      }
      switch (code) {
        case "az-tweede" -> assertNull(leaf.getExtendedKeyUsage());
        case "server-usage" ->
            assertEquals(List.of(SERVER_AUTHENTICATION), leaf.getExtendedKeyUsage());
        default -> assertEquals(List.of(CLIENT_AUTHENTICATION), leaf.getExtendedKeyUsage(), code);
      }
    }
  }

  @Test
  void hospitalsCarrySubjectsThatBreakNaiveParsers() throws Exception {
    var leaf = DemoPki.prepare(directory, NOW).certificates().get("uz-voorbeeld");
    var name = new LdapName(leaf.getSubjectX500Principal().getName());
    assertTrue(
        name.getRdns().stream()
            .anyMatch(
                part ->
                    part.getType().equals("CN")
                        && part.getValue().equals("NIHII-HOSPITAL=71990133, SCHAKEL")));
  }

  @Test
  void theServerAnswersForThisMachineAlone() throws Exception {
    DemoPki.prepare(directory, NOW);
    var names = Pem.certificates(directory.resolve("server.pem")).get(0);
    var found = names.getSubjectAlternativeNames().stream().map(name -> name.get(1)).toList();
    assertEquals(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), found);
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(
        new ByteArrayInputStream(Files.readAllBytes(directory.resolve("trust.p12"))),
        DemoPki.PASSWORD.toCharArray());
    assertEquals(1, trust.size());
    assertTrue(trust.isCertificateEntry(trust.aliases().nextElement()));
  }

  @Test
  void aSecondRunKeepsEverythingAndSignsTheRevocationsAnew() throws Exception {
    DemoPki.prepare(directory, NOW);
    var before = contents();
    DemoPki.prepare(directory, NOW.plusSeconds(60));
    var after = contents();
    assertNotEquals(before.remove("ca.crl"), after.remove("ca.crl"));
    assertEquals(before, after);
    var revocations = Pem.revocations(directory.resolve("ca.crl"));
    assertEquals(NOW.plusSeconds(60), revocations.getThisUpdate().toInstant());
    assertEquals(1, revocations.getRevokedCertificates().size());
  }

  @Test
  void nearItsEndACertificateIsRenewedAndTheExpiredOneStaysExpired() throws Exception {
    var first = DemoPki.prepare(directory, NOW).certificates();
    var later = NOW.plus(DemoPki.LIFE).minus(DemoPki.RENEW_BEFORE_END).plusSeconds(1);
    var second = DemoPki.prepare(directory, later).certificates();
    for (var code : first.keySet()) {
      assertEquals(
          code.equals("expired"), first.get(code).equals(second.get(code)), code + " renewed");
    }
    assertTrue(second.get("expired").getNotAfter().toInstant().isBefore(later));
    var revocations = Pem.revocations(directory.resolve("ca.crl"));
    assertTrue(revocations.isRevoked(first.get("revoked")), "once revoked, always revoked");
    assertTrue(revocations.isRevoked(second.get("revoked")));
  }

  @Test
  void aRunThatWasKilledHalfWayIsCompleted() throws Exception {
    var first = DemoPki.prepare(directory, NOW).certificates();
    // The order of writing: the store goes first and comes back last.
    Files.delete(directory.resolve("npie.p12"));
    Files.copy(
        directory.resolve("dpo.key"),
        directory.resolve("npie.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.delete(directory.resolve("trust.p12"));
    Files.delete(directory.resolve("ca.crl"));
    var second = DemoPki.prepare(directory, NOW.plusSeconds(1)).certificates();
    assertNotEquals(first.get("npie"), second.get("npie"));
    assertArrayEquals(
        Pem.key(directory.resolve("npie.key")).getEncoded(), stored("npie").getEncoded());
    assertTrue(Files.exists(directory.resolve("trust.p12")));
    assertTrue(Pem.revocations(directory.resolve("ca.crl")).isRevoked(second.get("revoked")));
    assertEquals(first.get("dpo"), second.get("dpo"));
  }

  @Test
  void aRenewalThatFailsHalfWayLeavesNoStoreThatSaysItIsWhole() throws Exception {
    DemoPki.prepare(directory, NOW);
    var obstacle = directory.resolve("npie.key");
    Files.delete(obstacle);
    Files.createDirectories(obstacle.resolve("in the way"));
    assertThrows(
        java.io.IOException.class, () -> DemoPki.prepare(directory, NOW.plus(DemoPki.LIFE)));
    assertFalse(Files.exists(directory.resolve("npie.p12")));
  }

  @Test
  void anAuthorityWithoutItsKeyIsReplacedWithAllItIssued() throws Exception {
    var first = DemoPki.prepare(directory, NOW).certificates();
    Files.delete(directory.resolve("ca.key"));
    var second = DemoPki.prepare(directory, NOW).certificates();
    var authority = Pem.certificates(directory.resolve("ca.pem")).get(0);
    assertNotEquals(first.get("dpo"), second.get("dpo"));
    second.get("dpo").verify(authority.getPublicKey());
    Pem.revocations(directory.resolve("ca.crl")).verify(authority.getPublicKey());
  }

  @Test
  void privateFilesAreForTheirOwnerAlone() throws Exception {
    DemoPki.prepare(directory, NOW);
    assertEquals("rwx------", permissions(directory));
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(".key") || name.endsWith(".p12") && !name.equals("trust.p12")) {
          assertEquals("rw-------", permissions(file), name);
        }
        assertFalse(name.endsWith(".part"), name);
      }
    }
  }

  @Test
  void allOfItIsReadyWithinThreeSeconds() throws Exception {
    var fastest = Duration.ofDays(1);
    for (int round = 0; round < 3; round++) {
      var started = System.nanoTime();
      DemoPki.prepare(directory.resolve("round-" + round), NOW);
      var took = Duration.ofNanos(System.nanoTime() - started);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    assertTrue(fastest.compareTo(Duration.ofSeconds(3)) < 0, fastest.toString());
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private java.security.Key stored(String code) throws Exception {
    var password = DemoPki.PASSWORD.toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    store.load(
        new ByteArrayInputStream(Files.readAllBytes(directory.resolve(code + ".p12"))), password);
    assertTrue(
        Objects.deepEquals(
            store.getCertificateChain(code),
            Pem.certificates(directory.resolve(code + ".pem")).toArray(X509Certificate[]::new)));
    return store.getKey(code, password);
  }

  private Map<String, List<Byte>> contents() throws Exception {
    var contents = new HashMap<String, List<Byte>>();
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var bytes = new java.util.ArrayList<Byte>();
        for (var one : Files.readAllBytes(file)) {
          bytes.add(one);
        }
        contents.put(file.getFileName().toString(), bytes);
      }
    }
    return contents;
  }
}
