package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Answer.stream;

import be.schakel.edge.Json;
import be.schakel.fhir.in.SubmissionToBundle;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.TestPartner;

/** The guide as a stock client fetches it, and the validator behind it. */
@AgainstTheGateway
class GuideIT {

  private static final String FHIR = "application/fhir+json";
  private static final String OWN = "https://schakel.example/fhir/";
  private static final int MANY = 24;

  @Test
  void aPartIsReadAndFoundByItsAddressWithoutToken() {
    var visitor = TestPartner.of("uz-voorbeeld").withoutToken();
    var read = visitor.get("/fhir/StructureDefinition/child").expect(200);
    assertEquals(OWN + "StructureDefinition/child", read.at("/url"));

    var found =
        visitor.get("/fhir/CodeSystem?url=" + OWN + "CodeSystem/problem-category").expect(200);
    assertEquals(1, found.json().path("entry").size());
    assertEquals("PHYSICAL", found.at("/entry/0/resource/concept/0/code"));

    assertEquals(404, visitor.get("/fhir/ValueSet/nothing").status());
    assertEquals(400, visitor.get("/fhir/ValueSet?_count=0").status());
  }

  @Test
  void allPartsAreFoundPageByPage() {
    var visitor = TestPartner.of("uz-voorbeeld").withoutToken();
    var all = ids(visitor.get("/fhir/ValueSet").expect(200));
    var found = new ArrayList<String>();
    var next = "/fhir/ValueSet?_count=20&_format=json";
    while (!next.isEmpty()) {
      var page = visitor.get(next).expect(200);
      assertTrue(page.at("/link/0/url").endsWith("/fhir/ValueSet?_count=20&_format=json"), next);
      found.addAll(ids(page));
      assertTrue(found.size() <= all.size(), page::text);
      next = page.at("/link/1/url").replaceFirst("^https://[^/]+", "");
    }
    assertEquals(all, found);
    assertEquals(400, visitor.get("/fhir/ValueSet?_cursor=nothing").status());
  }

  private static List<String> ids(Answer page) {
    return Answer.stream(page.json().path("entry"))
        .map(entry -> entry.at("/resource/id").asText())
        .toList();
  }

  /**
   * The first question is the slowest, so that whoever asks beside it meets a full waiting room.
   */
  @Test
  void whoComesTooManyIsToldToComeBackAndOthersAreAnswered() throws Exception {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json()).toString();
    var pool = Executors.newFixedThreadPool(MANY);
    try {
      var asked =
          pool.invokeAll(
              IntStream.range(0, MANY)
                  .<Callable<Answer>>mapToObj(any -> () -> validate("/fhir/$validate", bundle))
                  .toList());
      var busy = 0;
      for (var each : asked) {
        var answer = each.get();
        if (answer.status() == 503) {
          busy++;
          assertEquals("VALIDATOR_BUSY", answer.at("/issue/0/details/coding/0/code"));
          assertFalse(answer.header("Retry-After").isEmpty());
        } else {
          assertEquals(List.of(), errors(answer.expect(200)), answer::text);
        }
      }
      assertTrue(busy > 0 && busy < MANY, busy + " were turned away");
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceByBothWaysOfValidation() {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    resource(bundle, "ServiceRequest").remove("code");
    var validated = validate("/fhir/Bundle/$validate", bundle.toString()).expect(200);
    var errors = errors(validated);
    assertTrue(errors.contains("Bundle.entry[0].resource.code"), errors::toString);
    assertTrue(errors.contains("Bundle.entry[0].resource"), errors::toString);

    var refused =
        (ObjectNode) validate("/fhir", bundle.toString()).expect(422).json().at("/issue/0");
    refused.remove("diagnostics");
    assertEquals(refused, validated.json().at("/issue/0"));
  }

  @Test
  void aTypeIsValidatedByItselfAndAsAParameter() {
    var child = Json.MAPPER.createObjectNode().put("resourceType", "Patient").put("active", false);
    var alone = errors(validate("/fhir/Patient/$validate", child.toString()).expect(200));
    assertEquals(List.of("Patient.active"), alone);

    var parameters = Json.MAPPER.createObjectNode().put("resourceType", "Parameters");
    parameters.withArray("parameter").addObject().put("name", "resource").set("resource", child);
    assertEquals(
        alone, errors(validate("/fhir/Patient/$validate", parameters.toString()).expect(200)));

    var task =
        "{'resourceType':'Task','status':'in-progress','intent':'order','code':{'coding':[{'system':"
            + "'http://hl7.org/fhir/CodeSystem/task-code','code':'fulfill'}]},'businessStatus':"
            + "{'coding':[{'system':'https://schakel.example/fhir/CodeSystem/referral-status',"
            + "'code':'TAKEN_UP'}]},'focus':{'reference':'ServiceRequest/1'}}";
    var asRead = validate("/fhir/Task/$validate", task.replace('\'', '"')).expect(200);
    assertFalse(asRead.text().contains("cancellation-request"), asRead::text);
    var stop =
        validate("/fhir/Task/$validate", task.replace('\'', '"').replace("fulfill", "abort"));
    assertTrue(stop.text().contains("cancellation-request"), stop::text);

    var hook = "{'resourceType':'Subscription','status':'active','criteria':'Patient'}";
    var told = validate("/fhir/Subscription/$validate", hook.replace('\'', '"')).expect(200);
    assertTrue(errors(told).contains("Subscription.criteria"), told::text);
    var ours = "{'resourceType':'Consent','status':'proposed','patient':{'reference':'Patient/1'}}";
    var given = validate("/fhir/Consent/$validate", ours.replace('\'', '"')).expect(200);
    assertTrue(given.text().contains("given-consent"), given::text);

    var refused = validate("/fhir/Observation/$validate", child.toString());
    assertEquals(422, refused.status());
    assertEquals("RESOURCE_NOT_EXPECTED", refused.at("/issue/0/details/coding/0/code"));
  }

  @Test
  void nothingOfWhatIsValidatedStandsInALog() {
    var secret = Invented.word("geheim");
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    var child = resource(bundle, "Patient");
    child.put("gender", secret).put(secret, secret).put("birthDate", secret);
    child.withArray("identifier").addObject().put("system", secret).put("value", 7);
    child.putObject("text").put("status", secret).put("div", "<" + secret);
    validate("/fhir/$validate", bundle.toString()).expect(200);
    validate("/fhir/Patient/$validate", child.toString()).expect(200);
    assertEquals(List.of(), logs().filter(log -> log.contains(secret)).toList());
  }

  private static ObjectNode resource(JsonNode bundle, String type) {
    return stream(bundle.path("entry"))
        .map(entry -> entry.get("resource"))
        .filter(resource -> resource.path("resourceType").asText().equals(type))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Answer validate(String path, String body) {
    return hospital().post(path, body, FHIR);
  }

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }

  private static List<String> errors(Answer answer) {
    return stream(answer.json().path("issue"))
        .filter(
            issue -> !List.of("warning", "information").contains(issue.at("/severity").asText()))
        .map((JsonNode issue) -> issue.at("/expression/0").asText())
        .distinct()
        .toList();
  }

  private static Stream<String> logs() {
    try (var files = Files.walk(Gateway.running().logs())) {
      return files.filter(Files::isRegularFile).map(GuideIT::read).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
