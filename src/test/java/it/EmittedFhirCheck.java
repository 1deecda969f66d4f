package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import testkit.Emitted;
import testkit.IheRules;

/**
 * Whatever FHIR the gateway gave to the integration tests is sound: a process of its own holds it
 * against R4, against the project's guide, and against the rules of IHE.
 *
 * <p>Not one of the integration tests: the build runs it after them, in a process that knows
 * nothing of the server.
 */
class EmittedFhirCheck {

  private static final FhirContext R4 = FhirContext.forR4();
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The validator looks for R4 as a package where a definition is in a Bundle, and has none. And a
   * status that may not leave is masked ({@code data-absent-reason}): R4 has no code for it, and
   * any code would be untrue.
   */
  private static final List<Pattern> INTENDED =
      List.of(
          Pattern.compile(
              ".*StructureDefinition.*: .*Unable to resolve package id hl7.fhir.r4.core.*"),
          Pattern.compile("(.*/\\*)?Task.*\\.status: No code provided, and a code is required .*"));

  private static final List<Path> EMITTED = Emitted.all();

  @BeforeAll
  static void somethingWasGiven() {
    assumeFalse(EMITTED.isEmpty(), "no integration test of this run got FHIR");
  }

  @Test
  void everythingIsSoundR4AndKeepsTheGuide() throws IOException {
    var validator = validator();
    var wrong = new ArrayList<String>();
    for (var file : EMITTED) {
      validator.validateWithResult(Files.readString(file)).getMessages().stream()
          .filter(each -> each.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
          .map(each -> each.getLocationString() + ": " + each.getMessage())
          .filter(each -> INTENDED.stream().noneMatch(known -> known.matcher(each).matches()))
          .map(each -> file.getFileName() + " " + each)
          .forEach(wrong::add);
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void auditEventsKeepTheRulesOfBalp() throws IOException {
    assertEquals(List.of(), broken("AuditEvent"));
  }

  @Test
  void consentsKeepTheRulesOfPcf() throws IOException {
    assertEquals(List.of(), broken("Consent"));
  }

  private static List<String> broken(String type) throws IOException {
    var wrong = new ArrayList<String>();
    for (var file : EMITTED) {
      for (var resource : resources(JSON.readTree(file.toFile())).toList()) {
        if (resource.path("resourceType").asText().equals(type)) {
          IheRules.broken(resource).forEach(rule -> wrong.add(file.getFileName() + " " + rule));
        }
      }
    }
    return wrong;
  }

  /** Itself, or what is in the Bundle, at any depth. */
  private static Stream<JsonNode> resources(JsonNode resource) {
    var inside = new ArrayList<JsonNode>();
    resource.path("entry").forEach(entry -> inside.add(entry.path("resource")));
    return Stream.concat(Stream.of(resource), inside.stream().flatMap(EmittedFhirCheck::resources));
  }

  private static FhirValidator validator() throws IOException {
    var guide = new PrePopulatedValidationSupport(R4);
    for (var file : guide()) {
      var text = Files.readString(file);
      if (text.matches(
          "(?s).*\"resourceType\": *\"(StructureDefinition|ValueSet|CodeSystem)\".*")) {
        guide.addResource((Resource) R4.newJsonParser().parseResource(text));
      }
    }
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(R4),
            guide,
            new CommonCodeSystemsTerminologyService(R4),
            new InMemoryTerminologyServerValidationSupport(R4),
            new SnapshotGeneratingValidationSupport(R4));
    var instance = new FhirInstanceValidator(chain);
    instance.setAnyExtensionsAllowed(true);
    // Profiles and code systems of others are not at hand: IheRules knows those of IHE
    instance.setErrorForUnknownProfiles(false);
    return R4.newValidator().registerValidatorModule(instance);
  }

  private static List<Path> guide() throws IOException {
    try (var files = Files.walk(Path.of("src/main/resources/fhir"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
