package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.fhir.out.SecurityLabels;
import be.schakel.fhir.out.Views;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsetTest {

  @Test
  void onlyTheElementsThatAreWantedAreLeftWithWhatIsRequired() {
    var told = told(Optional.empty(), Optional.of("status,authoredOn"));
    assertEquals(
        Set.of("resourceType", "id", "meta", "status", "intent", "subject", "authoredOn"),
        names(told));
  }

  @Test
  void anElementOfAnotherTypeIsNotLeft() {
    var told = told(Optional.empty(), Optional.of("Task.authoredOn,ServiceRequest.priority"));
    assertTrue(told.has("priority"), told.toString());
    assertTrue(!told.has("authoredOn"), told.toString());
  }

  @Test
  void aSummaryHasNoNotes() {
    var told = told(Optional.of("true"), Optional.empty());
    assertTrue(told.has("status") && told.has("code"), told.toString());
    assertTrue(!told.has("note"), told.toString());
  }

  @Test
  void whatTheRestRefersToStandsInsideItAndNothingElse() {
    var contact = told(Optional.empty(), Optional.of("requester"));
    assertEquals(
        Set.of("contact", "contact-person", "reporter"),
        Set.copyOf(contact.path("contained").findValuesAsText("id")));
    assertTrue(!told(Optional.empty(), Optional.of("status")).has("contained"));
  }

  @Test
  void aPartIsTaggedAsOneAndKeepsItsLabels() {
    for (var part :
        List.of(
            told(Optional.of("true"), Optional.empty()),
            told(Optional.empty(), Optional.of("status")))) {
      assertEquals("SUBSETTED", part.at("/meta/tag/0/code").asText());
      assertEquals(1, part.at("/meta/tag").size());
      assertEquals(
          told(Optional.empty(), Optional.empty()).at("/meta/security"), part.at("/meta/security"));
      assertTrue(!part.at("/meta/security").isMissingNode());
    }
  }

  @Test
  void aSearchsetKeepsItsFrameAroundTheParts() {
    var bundle =
        new SearchLinks("https://schakel.example/fhir", "ServiceRequest", Map.of(), false)
            .searchset(List.of(request()), List.of(), Optional.of("next"));
    var told =
        parsed(
            R4.json()
                .encodeResourceToString(
                    Subset.of("ServiceRequest", Optional.empty(), Optional.of("status"))
                        .of(bundle)));
    assertEquals("searchset", told.path("type").asText());
    assertEquals(2, told.path("link").size());
    assertEquals("match", told.at("/entry/0/search/mode").asText());
    assertTrue(told.at("/entry/0/fullUrl").asText().contains("ServiceRequest/"));
    assertTrue(!told.at("/entry/0/resource").has("note"));
    assertEquals(1, told.at("/entry/0/resource/meta/tag").size());
  }

  @ParameterizedTest
  @CsvSource({
    "count,",
    "TRUE,",
    "'',",
    ",''",
    ",'status,'",
    ",status note",
    ",_id",
    ",status.coding.x",
    ",colour",
    ",'status,colour'",
    ",birthDate",
    ",Task.colour",
    ",Unicorn.status",
    "true,status"
  })
  void whatIsNoPartIsRefused(String summary, String elements) {
    var problem =
        assertThrows(
            SchakelProblem.class,
            () ->
                Subset.of(
                    "ServiceRequest", Optional.ofNullable(summary), Optional.ofNullable(elements)));
    assertEquals(Code.INVALID_PARAMETER, problem.code());
  }

  private static Resource request() {
    var request = ReferralToFhir.request(Views.of(submission()), Language.EN);
    SecurityLabels.on(request);
    return request;
  }

  private static Submission submission() {
    try {
      return RoundTripTest.example("submission");
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static JsonNode told(Optional<String> summary, Optional<String> elements) {
    var request = request();
    return parsed(
        R4.json()
            .encodeResourceToString(Subset.of("ServiceRequest", summary, elements).of(request)));
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private static Set<String> names(JsonNode told) {
    var names = new TreeSet<String>();
    told.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
