package be.schakel.edge;

import be.schakel.partner.Professional;
import be.schakel.partner.Registration;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an access token says: RFC 9068 with the confirmation of RFC 8705 and the claims of IHE IUA.
 *
 * @param id {@code jti}
 * @param client the partner whose certificate asked for it
 * @param partner the partner that is the caller: the client, or the one it acts for
 * @param scopes one letter each
 * @param x5t the certificate it is bound to, {@code x5t#S256}
 * @param expiresAt whole seconds
 */
record AccessToken(
    String id,
    String client,
    String partner,
    Professional professional,
    Purpose purpose,
    Set<String> scopes,
    String x5t,
    Instant issuedAt,
    Instant expiresAt) {

  /** The {@code typ} header (RFC 9068 2.1). */
  static final String TYPE = "at+jwt";

  private static final String SYSTEMS = "https://schakel.example/fhir/CodeSystem/";
  private static final String PARTNERS = "https://schakel.example/fhir/NamingSystem/partner|";
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  AccessToken {
    scopes = new TreeSet<>(scopes);
  }

  String scope() {
    return String.join(" ", scopes);
  }

  boolean over(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /**
   * The claims, for whoever reads the token beside us.
   *
   * @param issuer also the one audience, as a string (FAPI 2.0 5.3.2.1)
   * @param organisation the registration of {@link #partner}
   */
  Map<String, Object> claims(String issuer, Registration organisation) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", issuer);
    claims.put("sub", client);
    claims.put("client_id", client);
    claims.put("aud", issuer);
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("jti", id);
    claims.put("scope", scope());
    claims.put("cnf", Map.of("x5t#S256", x5t));
    if (!client.equals(partner)) {
      claims.put("on_behalf_of", partner);
    }
    if (!professional.id().isEmpty()) {
      claims.put("subject_id", professional.id());
    }
    claims.put("extensions", Map.of("ihe_iua", iua(organisation)));
    return claims;
  }

  private Map<String, Object> iua(Registration organisation) {
    var iua = new LinkedHashMap<String, Object>();
    if (!professional.name().isEmpty()) {
      iua.put("subject_name", professional.name());
    }
    var names = organisation.name(LocalDate.ofInstant(issuedAt, BRUSSELS));
    iua.put("subject_organization", names.getOrDefault(Language.NL, partner));
    iua.put("subject_organization_id", PARTNERS + partner);
    iua.put("subject_role", List.of(coding("professional-role", professional.role())));
    iua.put("purpose_of_use", List.of(coding("purpose", purpose.name())));
    return iua;
  }

  private static Map<String, Object> coding(String list, String code) {
    var coding = new LinkedHashMap<String, Object>();
    coding.put("system", SYSTEMS + list);
    coding.put("code", code);
    return coding;
  }

  /**
   * Reads the claims of a token whose signature was checked.
   *
   * @throws IllegalArgumentException when one is absent or of another type: not a token of ours
   */
  static AccessToken of(Map<String, Object> claims) {
    var client = text(claims, "client_id");
    var iua = object(object(claims, "extensions"), "ihe_iua");
    return new AccessToken(
        text(claims, "jti"),
        client,
        claims.containsKey("on_behalf_of") ? text(claims, "on_behalf_of") : client,
        new Professional(
            optional(claims, "subject_id"),
            optional(iua, "subject_name"),
            code(iua, "subject_role")),
        Purpose.valueOf(code(iua, "purpose_of_use")),
        Set.copyOf(new ArrayList<>(Arrays.asList(text(claims, "scope").split(" ")))),
        text(object(claims, "cnf"), "x5t#S256"),
        time(claims, "iat"),
        time(claims, "exp"));
  }

  private static String text(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name);
  }

  private static String optional(Map<String, Object> claims, String name) {
    return claims.containsKey(name) ? text(claims, name) : "";
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw new IllegalArgumentException(name);
  }

  @SuppressWarnings("unchecked")
  private static String code(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof List<?> codings
        && codings.size() == 1
        && codings.get(0) instanceof Map<?, ?> coding) {
      return text((Map<String, Object>) coding, "code");
    }
    throw new IllegalArgumentException(name);
  }

  private static Instant time(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw new IllegalArgumentException(name);
  }
}
