package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.demo.DemoKeys;
import be.schakel.partner.Professional;
import be.schakel.partner.Thumbprint;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vault.SigningKey;
import be.schakel.vocabulary.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Duration LIFE = Duration.ofSeconds(300);
  private static final String ISSUER = "https://localhost:9443";
  private static final Thumbprint OWN = new Thumbprint("aa".repeat(32));
  private static final Thumbprint OTHER = new Thumbprint("bb".repeat(32));

  @TempDir static Path directory;
  private static SigningKey key;
  private static SigningKey otherKey;

  private final TokenCheck check = new TokenCheck(List.of(key.publicKey()), ISSUER, LIFE);

  @BeforeAll
  static void makeKeys() throws Exception {
    DemoKeys.prepare(directory, Instant.now());
    var keys = new Keys(directory.resolve("keys.p12"), "changeit", "test");
    key = keys.signing("token");
    otherKey = keys.signing("receipt");
  }

  @Test
  void aTokenSaysWhatWasGranted() {
    var token = token();
    assertEquals(token, check.check(signed(token), OWN, NOW));
  }

  @Test
  void unattendedWorkHasNoPersonInItsToken() {
    var token = token(Professional.SYSTEM, "uz-proef");
    assertFalse(claims(token).containsKey("subject_id"));
    assertEquals(Professional.SYSTEM, check.check(signed(token), OWN, NOW).professional());
  }

  @Test
  void aProcessorAndWhomItActsForBothStandInTheToken() {
    var token = token(Professional.SYSTEM, "az-ander");
    assertEquals("uz-proef", claims(token).get("client_id"));
    assertEquals("az-ander", claims(token).get("on_behalf_of"));
    assertEquals("az-ander", check.check(signed(token), OWN, NOW).partner());
  }

  @Test
  @DisplayName("RFC 9068 2.2, RFC 8705 3.1, IHE IUA: the claims")
  @SuppressWarnings("unchecked")
  void theClaimsAreThoseOfTheStandards() {
    var claims = claims(token());
    for (var name : List.of("iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope")) {
      assertEquals(true, claims.containsKey(name), name);
    }
    assertEquals(ISSUER, claims.get("aud"));
    assertEquals(Map.of("x5t#S256", OWN.x5t()), claims.get("cnf"));
    var iua = ((Map<String, Map<String, Object>>) claims.get("extensions")).get("ihe_iua");
    assertEquals("Dr. Proef Persoon", iua.get("subject_name"));
    assertEquals("UZ Proef", iua.get("subject_organization"));
    assertEquals(
        "https://schakel.example/fhir/NamingSystem/partner|uz-proef",
        iua.get("subject_organization_id"));
    assertEquals(
        "SUBMIT", ((List<Map<String, Object>>) iua.get("purpose_of_use")).get(0).get("code"));
    assertEquals(
        "physician", ((List<Map<String, Object>>) iua.get("subject_role")).get(0).get("code"));
  }

  @Test
  void anotherCertificateCannotUseItBeforeOrAfterItsOwnerDid() {
    var token = signed(token());
    assertEquals(Code.TOKEN_WRONG_CERTIFICATE, refusal(token, OTHER, NOW));
    check.check(token, OWN, NOW);
    assertEquals(Code.TOKEN_WRONG_CERTIFICATE, refusal(token, OTHER, NOW));
  }

  @Test
  void itEndsToTheSecondAlsoWhenItWasGoodBefore() {
    var token = signed(token());
    check.check(token, OWN, NOW.plus(LIFE).minusMillis(1));
    assertEquals(Code.TOKEN_EXPIRED, refusal(token, OWN, NOW.plus(LIFE)));
  }

  @Test
  void aChangedTokenIsNoToken() {
    var parts = signed(token()).split("\\.");
    var changed = decoded(parts[1]).replace("SUBMIT", "AUDIT!");
    var tampered = parts[0] + "." + encoded(changed) + "." + parts[2];
    assertEquals(Code.TOKEN_INVALID, refusal(tampered, OWN, NOW));
  }

  @Test
  void aTokenOfTheEarlierKeyIsGoodAfterTheKeyChanged() {
    var after = new TokenCheck(List.of(otherKey.publicKey(), key.publicKey()), ISSUER, LIFE);
    var token = token();
    assertEquals(token, after.check(signed(token), OWN, NOW));
  }

  @Test
  void aTokenSignedWithAnotherKeyIsNoToken() {
    var foreign = otherKey.sign(AccessToken.TYPE, JsonUtil.toJson(claims(token())));
    assertEquals(Code.TOKEN_INVALID, refusal(foreign, OWN, NOW));
  }

  @Test
  void anotherAudienceIsTold() {
    var claims = claims(token());
    claims.put("aud", "https://elsewhere.example");
    assertEquals(Code.TOKEN_WRONG_AUDIENCE, refusal(signed(claims), OWN, NOW));
    claims.put("aud", List.of(ISSUER));
    assertEquals(Code.TOKEN_WRONG_AUDIENCE, refusal(signed(claims), OWN, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "client_id", "jti", "exp", "scope", "cnf", "extensions"})
  void aTokenThatLacksAClaimIsNoToken(String claim) {
    var claims = claims(token());
    claims.remove(claim);
    assertEquals(Code.TOKEN_INVALID, refusal(signed(claims), OWN, NOW));
  }

  @Test
  void aReceiptIsNoToken() {
    var receipt = key.sign("disclosure-receipt+jwt", JsonUtil.toJson(claims(token())));
    assertEquals(Code.TOKEN_INVALID, refusal(receipt, OWN, NOW));
  }

  @Test
  @DisplayName("RFC 8725 3.1: no algorithm but ES256")
  void anotherAlgorithmIsNoToken() throws Exception {
    var payload = JsonUtil.toJson(claims(token()));
    var none = encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + encoded(payload) + ".";
    assertEquals(Code.TOKEN_INVALID, refusal(none, OWN, NOW));
    var hmac = new JsonWebSignature();
    hmac.setAlgorithmHeaderValue("HS256");
    hmac.setHeader("typ", AccessToken.TYPE);
    hmac.setKeyIdHeaderValue(key.id());
    hmac.setKey(new HmacKey(key.publicKey().getPublicKey().getEncoded()));
    hmac.setPayload(payload);
    assertEquals(Code.TOKEN_INVALID, refusal(hmac.getCompactSerialization(), OWN, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "eyJ9.e30.c2ln"})
  void whatIsNoJwtIsNoToken(String text) {
    assertEquals(Code.TOKEN_INVALID, refusal(text, OWN, NOW));
  }

  @Test
  void anEndlessTokenIsNotEvenLookedAt() {
    assertEquals(Code.TOKEN_INVALID, refusal("a".repeat(100_000), OWN, NOW));
  }

  private Code refusal(String token, Thumbprint certificate, Instant now) {
    return assertThrows(SchakelProblem.class, () -> check.check(token, certificate, now)).code();
  }

  private static AccessToken token() {
    return token(new Professional("71032209004", "Dr. Proef Persoon", "physician"), "uz-proef");
  }

  private static AccessToken token(Professional professional, String partner) {
    return new AccessToken(
        "0199a7c4-3b1e-7c0a-9d53-5f1f6d3a2b10",
        "uz-proef",
        partner,
        professional,
        Purpose.SUBMIT,
        Set.of("system/Task.r", "system/ServiceRequest.c"),
        OWN.x5t(),
        NOW,
        NOW.plus(LIFE));
  }

  private static Map<String, Object> claims(AccessToken token) {
    return new HashMap<>(token.claims(ISSUER, Registered.processedBy(token.partner(), "uz-proef")));
  }

  private static String signed(AccessToken token) {
    return signed(claims(token));
  }

  private static String signed(Map<String, Object> claims) {
    return key.sign(AccessToken.TYPE, JsonUtil.toJson(claims));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
