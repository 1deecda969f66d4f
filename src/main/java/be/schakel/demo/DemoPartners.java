package be.schakel.demo;

import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The demo's registry file: every demo partner with the rights of its kind, and the certificates
 * that {@link DemoPki} made.
 *
 * <p>Written once. Afterwards only two things are brought up to date, so that an operator's edits
 * stay: a renewed demo certificate is added to its partner (the earlier one stays until its own
 * end) and each new year brings the auditor's engagement for that year. A file that is no registry
 * is left as it is: the server says what is wrong with it.
 */
final class DemoPartners {

  private static final String TEMPLATE = "partners.json";
  private static final String LABEL = "demo";
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who signs in to the console, by the code of the certificate; the names are invented. */
  private static final Map<String, Person> PEOPLE =
      Map.of(
          "auditor-persoon", new Person("auditor", "inspecteur-1", "Inspecteur Proef", "inspector"),
          "dpo-persoon", new Person("dpo", "functionaris-1", "Functionaris Proef", "dpo"));

  private record Person(String partner, String id, String name, String role) {
    void writeTo(ObjectNode entry) {
      entry.put("id", id).put("name", name).put("role", role);
    }
  }

  private DemoPartners() {}

  static void prepare(Path file, Map<String, X509Certificate> certificates, Instant now)
      throws IOException, GeneralSecurityException {
    var present = Files.exists(file);
    JsonNode registry;
    try {
      registry = present ? JSON.readTree(Files.readAllBytes(file)) : template();
    } catch (JsonProcessingException notJson) {
      return;
    }
    var before = registry.deepCopy();
    for (var partner : registry.path("partners")) {
      if (partner instanceof ObjectNode demo) {
        refresh(demo, certificates, now);
      }
    }
    if (registry.path("engagements") instanceof ArrayNode engagements) {
      engage(registry, engagements, now);
    }
    if (!present || !registry.equals(before)) {
      PrivateFiles.open(file, written(registry));
    }
  }

  private static JsonNode template() throws IOException {
    try (var read = DemoPartners.class.getResourceAsStream(TEMPLATE)) {
      var registry = JSON.readTree(read);
      for (var partner : registry.get("partners")) {
        var kind = PartnerKind.valueOf(partner.get("kind").asText());
        var demo = (ObjectNode) partner;
        DemoRights.purposes(kind).forEach(name -> demo.withArray("/purposes").add(name.name()));
        DemoRights.scopes(kind).forEach(demo.withArray("/scopes")::add);
        demo.withArray("/certificates");
      }
      // The data protection officer's task has no end (GDPR 39); an auditor's has.
      engagement(registry, "dpo", "dpo").put("from", "2024-01-01");
      return registry;
    }
  }

  private static void refresh(
      ObjectNode partner, Map<String, X509Certificate> certificates, Instant now)
      throws GeneralSecurityException {
    if (!(partner.path("certificates") instanceof ArrayNode registered)) {
      return;
    }
    var code = partner.path("code").asText();
    var missing = new LinkedHashMap<String, String>();
    for (var made : new TreeMap<>(certificates).entrySet()) {
      var person = Optional.ofNullable(PEOPLE.get(made.getKey()));
      if (person.map(Person::partner).orElse(made.getKey()).equals(code)) {
        missing.put(thumbprint(made.getValue()), made.getKey());
      }
    }
    for (var entries = registered.elements(); entries.hasNext(); ) {
      var entry = entries.next();
      if (missing.remove(plain(entry.path("thumbprint").asText())) == null
          && LABEL.equals(entry.path("label").asText())
          && ended(entry, now)) {
        entries.remove();
      }
    }
    missing.forEach(
        (thumbprint, name) -> {
          var entry = registered.addObject().put("thumbprint", thumbprint);
          entry.put("notAfter", certificates.get(name).getNotAfter().toInstant().toString());
          entry.put("label", LABEL);
          Optional.ofNullable(PEOPLE.get(name))
              .ifPresent(person -> person.writeTo(entry.putObject("person")));
        });
  }

  private static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
    var sha256 = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(sha256);
  }

  private static boolean ended(JsonNode entry, Instant now) {
    var notAfter = entry.path("notAfter").asText();
    return !notAfter.isEmpty() && Instant.parse(notAfter).isBefore(now);
  }

  private static String plain(String thumbprint) {
    return thumbprint.replace(":", "").toLowerCase(Locale.ROOT);
  }

  private static void engage(JsonNode registry, ArrayNode engagements, Instant now) {
    var year = now.atZone(BRUSSELS).getYear();
    var id = "demo-" + year;
    for (var engagement : engagements) {
      if (id.equals(engagement.path("id").asText())) {
        return;
      }
    }
    engagement(registry, id, "auditor").put("from", year + "-01-01").put("to", year + "-12-31");
  }

  private static ObjectNode engagement(JsonNode registry, String id, String auditor) {
    var engagement = ((ArrayNode) registry.get("engagements")).addObject();
    engagement.put("id", id).put("auditor", auditor);
    var centres = engagement.putArray("centres");
    for (var partner : registry.path("partners")) {
      if (PartnerKind.VK.name().equals(partner.path("kind").asText())) {
        centres.add(partner.path("code").asText());
      }
    }
    return engagement;
  }

  private static byte[] written(JsonNode registry) throws IOException {
    var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    var text = JSON.writer(printer).writeValueAsString(registry) + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
