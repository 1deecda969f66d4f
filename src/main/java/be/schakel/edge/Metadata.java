package be.schakel.edge;

import be.schakel.partner.Scopes;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What clients discover about the token endpoint; nothing in it is about anybody. */
@Public
record Metadata(@JsonValue Map<String, Object> properties) {

  private static final List<String> CERTIFICATE = List.of("tls_client_auth");
  private static final List<String> GRANTS = List.of("client_credentials");

  /** RFC 8414, with the additions of RFC 8705. */
  static Metadata authorizationServer(String issuer) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("issuer", issuer);
    properties.put("token_endpoint", issuer + "/oauth2/token");
    properties.put("jwks_uri", issuer + "/.well-known/jwks.json");
    properties.put("scopes_supported", scopes());
    // RFC 8414 2: required, and empty without an authorization endpoint
    properties.put("response_types_supported", List.of());
    properties.put("grant_types_supported", GRANTS);
    properties.put("token_endpoint_auth_methods_supported", CERTIFICATE);
    properties.put("tls_client_certificate_bound_access_tokens", true);
    properties.put("mtls_endpoint_aliases", Map.of("token_endpoint", issuer + "/oauth2/token"));
    properties.put("ui_locales_supported", List.of("nl", "fr", "en"));
    properties.put("service_documentation", issuer + "/openapi/ui");
    return new Metadata(properties);
  }

  /** SMART App Launch 2, {@code .well-known/smart-configuration}. */
  static Metadata smart(String issuer) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("issuer", issuer);
    properties.put("jwks_uri", issuer + "/.well-known/jwks.json");
    properties.put("token_endpoint", issuer + "/oauth2/token");
    properties.put("grant_types_supported", GRANTS);
    properties.put("token_endpoint_auth_methods_supported", CERTIFICATE);
    properties.put("tls_client_certificate_bound_access_tokens", true);
    properties.put("scopes_supported", scopes());
    properties.put("capabilities", List.of("permission-v2"));
    return new Metadata(properties);
  }

  private static List<String> scopes() {
    return List.copyOf(new TreeSet<>(Scopes.all()));
  }
}
