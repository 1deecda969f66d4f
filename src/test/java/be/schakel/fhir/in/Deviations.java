package be.schakel.fhir.in;

import be.schakel.problem.Code;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Every way known in which what hospitals send differs from what the profiles say: what is
 * understood and remarked on, and what is refused. Marks and line ends are in {@link WireForm}.
 */
public final class Deviations {

  private static final String NUMBERS = "https://www.ehealth.fgov.be/standards/fhir/";
  private static final String PSEUDONYM =
      """
      {"extension": [{"url": "https://www.ehealth.fgov.be/standards/fhir/infsec/StructureDefinition/be-ext-pseudonymization",
        "extension": [{"url": "marker", "valueBoolean": true}]}]}""";
  private static final String SERVER = "https://ehr.example/fhir/";
  private static final String RELATIVE = "Patient/77";
  private static final String NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000";

  private final List<Deviation> all = new ArrayList<>();

  /**
   * @param place where it is told, as FHIRPath; empty where it is right and merely rare
   * @param code of the remark, or of the refusal
   */
  public record Deviation(String name, JsonNode tree, String place, Optional<Code> code) {

    public boolean isRefused() {
      return code.isPresent() && !code.get().isWarning();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Deviations() {
    addresses();
    numbers();
    values();
    parts();
    refused();
  }

  public static List<Deviation> all() {
    return List.copyOf(new Deviations().all);
  }

  private void addresses() {
    moved("relative fullUrl", RELATIVE, RELATIVE, "fullUrl");
    moved("fullUrl of the sender's server without an id", SERVER + RELATIVE, RELATIVE, "fullUrl");
    moved("URN that is no UUID", "urn:uuid:patient-1", "urn:uuid:patient-1", "fullUrl");
    add("absolute references to the sender's server", "", null, bundle -> served(bundle, SERVER));
    add(
        "reference to an earlier version on the sender's server",
        "ServiceRequest .subject.reference",
        Code.VALUE_NORMALISED,
        bundle -> {
          served(bundle, SERVER);
          bundle.with("ServiceRequest", "/subject/reference", text(RELATIVE + "/_history/2"));
        });
    add(
        "reference by the UUID of a URN",
        "ServiceRequest .subject.reference",
        Code.VALUE_NORMALISED,
        bundle -> bundle.with("ServiceRequest", "/subject/reference", text(byTypeAndId(bundle))));
    add(
        "entry without request",
        "Bundle.entry[0].request",
        Code.VALUE_NORMALISED,
        bundle -> ((ObjectNode) bundle.tree().at("/entry/0")).remove("request"));
  }

  private void numbers() {
    for (var insz : List.of("15.23.15-001.54", "15 23 15 001 54", "152315-00154")) {
      patient("INSZ " + insz, "identifier[0]", "/identifier/0/value", text(insz));
    }
    for (var system :
        List.of(NUMBERS + "NamingSystem/ssin", "urn:oid:2.16.840.1.113883.3.6777.5.1")) {
      patient("INSZ under " + system, "identifier[0]", "/identifier/0/system", text(system));
    }
    for (var nihdi : List.of("1-00000-00-001", "1 00000 00 001", "10000000001")) {
      for (var core : List.of("core/", "")) {
        var system = NUMBERS + core + "NamingSystem/nihdi";
        identified("NIHDI " + nihdi + " under " + system, "Practitioner", system, nihdi);
      }
    }
    for (var kbo : List.of("0999.000.123", "BE 0999 000 123", "0999000123")) {
      for (var core : List.of("core/", "")) {
        var system = NUMBERS + core + "NamingSystem/cbe";
        identified("KBO " + kbo + " under " + system, "PractitionerRole", system, kbo);
      }
    }
    add(
        "pseudonymised identifier",
        "Patient .identifier",
        Code.ELEMENT_NOT_STORED,
        bundle -> bundle.with("Patient", "/identifier/0/_value", PSEUDONYM));
  }

  private void values() {
    for (var country : List.of("B", "be", "België", "Belgique")) {
      patient("country " + country, "address[0].country", "/address/0/country", text(country));
    }
    for (var code : List.of("B-2000", "BE 2000", "B2000")) {
      patient("postal code " + code, "address[0].postalCode", "/address/0/postalCode", text(code));
    }
    patient("text without status", "text.status", "/text", "{\"div\":" + div() + "}");
    patient("text without its words", "text.div", "/text", "{\"status\":\"generated\"}");
    for (var intent : List.of("proposal", "plan", "directive", "option", "filler-order")) {
      add(
          "intent " + intent,
          "ServiceRequest .intent",
          Code.VALUE_NORMALISED,
          bundle -> bundle.with("ServiceRequest", "/intent", text(intent)));
    }
    for (var intent : List.of("original-order", "reflex-order", "instance-order")) {
      add(
          "intent " + intent,
          "",
          null,
          bundle -> bundle.with("ServiceRequest", "/intent", text(intent)));
    }
    for (var status : List.of("preliminary", "amended", "corrected")) {
      add(
          "view of a child that is " + status,
          "",
          null,
          bundle -> bundle.with("Observation", "/status", text(status)));
      add(
          "report that is " + status,
          "",
          null,
          bundle ->
              bundle.and(
                  "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824c",
                  """
                  {"resourceType": "DiagnosticReport", "status": "%s", "code": {"text": "Bloedbeeld"},
                   "subject": {"reference": "%s"}}"""
                      .formatted(status, bundle.url("Patient"))));
    }
  }

  private void parts() {
    add(
        "contained requester, and another whom nobody names",
        "PractitionerRole 0",
        Code.ELEMENT_NOT_STORED,
        bundle -> {
          var role = bundle.resource("PractitionerRole").deepCopy();
          role.put("id", "who").putObject("practitioner").put("display", "Dr. Proef Anders");
          bundle.resource("ServiceRequest").withArray("contained").add(role);
          bundle.with("ServiceRequest", "/requester/reference", "\"#who\"");
        });
    add(
        "documents with a submission set of MHD",
        "",
        null,
        bundle ->
            bundle.and(
                "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824d",
                """
                {"resourceType": "List", "status": "current", "mode": "working",
                 "code": {"coding": [{"system": "https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes",
                   "code": "submissionset"}]},
                 "entry": [{"item": {"reference": "%s"}}]}"""
                    .formatted(bundle.url("DocumentReference"))));
  }

  private void refused() {
    for (var status : List.of("draft", "on-hold", "unknown")) {
      add(
          "report that is " + status,
          "ServiceRequest .status",
          Code.INVALID_VALUE,
          bundle -> bundle.with("ServiceRequest", "/status", text(status)));
    }
    add(
        "name that ends before it begins",
        "Patient .name[0].period.end",
        Code.PERIOD_REVERSED,
        bundle ->
            bundle.with(
                "Patient", "/name/0/period", "{\"start\":\"2026-12-01\",\"end\":\"2026-11-30\"}"));
    add(
        "extension that is almost one of ours",
        "Patient .extension[0].url",
        Code.NOT_IN_GUIDE,
        bundle ->
            bundle.with(
                "Patient",
                "/extension",
                """
                [{"url": "https://schakel.example/fhir/StructureDefinition/secretaddress",
                  "valueBoolean": true}]"""));
    add(
        "second child that the report is not about",
        "Patient 1",
        Code.RESOURCE_NOT_REFERENCED,
        bundle ->
            bundle.and(
                "urn:uuid:6069963e-1bb3-4c46-8913-14c68e44824e",
                "{\"resourceType\": \"Patient\", \"birthDate\": \"2017-01\"}"));
    add(
        "reference that leads nowhere",
        "Observation .subject.reference",
        Code.REFERENCE_UNRESOLVED,
        bundle -> bundle.with("Observation", "/subject/reference", text(NOBODY)));
    add(
        "subject that is no child of the report",
        "Observation .subject",
        Code.SUBJECT_NOT_A_CHILD,
        bundle ->
            bundle.with("Observation", "/subject/reference", text(bundle.url("RelatedPerson"))));
  }

  /** The child under another address. */
  private void moved(String name, String address, String reference, String place) {
    add(
        name,
        "Patient entry ." + place,
        Code.VALUE_NORMALISED,
        bundle -> {
          readdressed(bundle, address);
          referring(bundle, reference);
        });
  }

  private static void served(Bundles bundle, String server) {
    bundle.resource("Patient").put("id", "77");
    readdressed(bundle, server + RELATIVE);
    referring(bundle, server + RELATIVE);
  }

  private static void readdressed(Bundles bundle, String address) {
    for (var entry : bundle.tree().get("entry")) {
      if (entry.at("/resource/resourceType").asText().equals("Patient")) {
        ((ObjectNode) entry).put("fullUrl", address);
      }
    }
  }

  /** Whatever is about the child names it so. */
  private static void referring(Bundles bundle, String reference) {
    for (var entry : bundle.tree().get("entry")) {
      for (var name : List.of("subject", "patient")) {
        if (entry.path("resource").has(name)) {
          ((ObjectNode) entry.get("resource")).putObject(name).put("reference", reference);
        }
      }
    }
  }

  private static String byTypeAndId(Bundles bundle) {
    return "Patient/" + bundle.url("Patient").replace("urn:uuid:", "");
  }

  private void patient(String name, String place, String pointer, String json) {
    add(
        name,
        "Patient ." + place,
        Code.VALUE_NORMALISED,
        bundle -> bundle.with("Patient", pointer, json));
  }

  private void identified(String name, String type, String system, String value) {
    var plain = value.matches("[0-9]+") && system.contains("/core/");
    identified(name, type, system, value, "", Code.ELEMENT_NOT_STORED);
    if (!plain) {
      identified(name + " as it is read", type, system, value, "[0]", Code.VALUE_NORMALISED);
    }
    var wrong = system.endsWith("cbe") ? Code.CBE_CHECKSUM : Code.NIHDI_CHECKSUM;
    identified(name + " and its check digits", type, system, value, "[0].value", wrong);
  }

  private void identified(
      String name, String type, String system, String value, String place, Code code) {
    add(
        name,
        type + " .identifier" + place,
        code,
        bundle ->
            bundle
                .resource(type)
                .putArray("identifier")
                .addObject()
                .put("system", system)
                .put("value", value));
  }

  /**
   * @param place as FHIRPath, or the type of a resource, which of them, and the place in it
   */
  private void add(String name, String place, Code code, Consumer<Bundles> change) {
    var bundle = Bundles.whole();
    change.accept(bundle);
    all.add(new Deviation(name, bundle.tree(), whole(bundle, place), Optional.ofNullable(code)));
  }

  private static String whole(Bundles bundle, String place) {
    var parts = place.split(" ");
    if (parts.length == 1) {
      return place;
    }
    var path = bundle.path(parts[0], parts[1].equals("1") ? 1 : 0);
    if (parts[1].equals("entry")) {
      return path.replaceFirst("\\.resource$", "") + parts[2];
    }
    return path + (parts[1].startsWith(".") ? parts[1] : "");
  }

  private static String div() {
    return text("<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>");
  }

  private static String text(String value) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(value).toString();
  }
}
