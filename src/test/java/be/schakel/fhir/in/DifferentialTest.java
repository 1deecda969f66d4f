package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.FullValidator;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The way in against the full validator with the guide, over reports of our own and their mutants:
 * what the validator refuses is never accepted in silence, and where the way in is stricter, the
 * table says why.
 */
class DifferentialTest {

  private static final int UNJUDGED = Boolean.getBoolean("schakel.long") ? 20_000 : 2_000;
  private static final int MUTANTS = Boolean.getBoolean("schakel.long") ? 20_000 : 150;

  /** A FHIR document inside is kept as bytes, and read by nobody here. */
  private static final String DOCUMENT = "Bundle\\.entry\\[\\d+]\\.resource\\.entry\\b.*";

  /**
   * What the way in mends and says so: the end of the place that it names ({@code
   * VALUE_NORMALISED}), and of what the validator then complains.
   */
  private static final Map<String, String> MENDED =
      Map.ofEntries(
          Map.entry("entry\\[\\d+]\\.request", "request: minimum required|bdl-3|sch-url"),
          Map.entry("request\\.(url|method)", "request\\.(url|method): minimum required"),
          Map.entry("fullUrl", "missing (a )?fullUrl"),
          Map.entry("ServiceRequest\\.(status|intent)", "(status|intent): minimum required"),
          Map.entry(
              "Observation\\.(status|subject)", "(status|subject): minimum required|sch-view"),
          Map.entry("DocumentReference\\.status", "status: minimum required"),
          Map.entry("Condition\\.subject", "subject: minimum required"),
          Map.entry("RelatedPerson\\.patient", "patient: minimum required"),
          Map.entry("RelatedPerson\\.extension\\[\\d+]", "patient-interpreterRequired"),
          Map.entry("Group\\.(type|actual)", "(type|actual): minimum required"),
          Map.entry("Consent\\.(scope|category)", "(scope|category): minimum required"),
          Map.entry("Consent\\.patient", "patient: minimum required|ppc-[2-5]"),
          Map.entry("Consent\\.policy", "ppc-1"),
          Map.entry("Consent\\.provision\\.actor\\[\\d+]\\.role", "role: minimum required"),
          Map.entry("Binary\\.contentType", "contentType: minimum required"),
          Map.entry("attachment\\.contentType", "att-1"),
          Map.entry("telecom\\[\\d+]\\.system", "cpt-2"),
          Map.entry("text\\.(status|div)", "(status|div): minimum required"),
          Map.entry("language\\.coding\\[\\d+]\\.system", "CodeSystem|value set|ValueSet"));

  /** Why the way in refuses what no definition of one resource can say: by code. */
  private static final Map<Code, String> STRICTER =
      Map.ofEntries(
          Map.entry(Code.REFERENCE_UNRESOLVED, "a validator takes it for a resource elsewhere"),
          Map.entry(Code.SUBJECT_NOT_A_CHILD, "which Patients are the children, all entries say"),
          Map.entry(Code.RESOURCE_NOT_REFERENCED, "nobody would find it again"),
          Map.entry(Code.UNKNOWN_PERSON_KEY, "a giver of consent is a person of this report"),
          Map.entry(Code.DUPLICATE_ITEM, "lists of a report have everything once"),
          Map.entry(Code.ONE_REFERRAL_PER_BUNDLE, "also where several are inside each other"),
          Map.entry(Code.DOCUMENT_DATA_OR_UPLOAD, "a document has bytes"),
          Map.entry(Code.DIGEST_MISMATCH, "size and hash are those of the bytes"),
          Map.entry(Code.BAD_BASE64, "bytes that can be read"),
          Map.entry(Code.TOO_MANY_ITEMS, "one problem, and one extension of ours, for each"),
          Map.entry(Code.TOO_FEW_ITEMS, "a list that is there has something in it"),
          Map.entry(Code.WRONG_SYSTEM, "our code is meant, where another system is named"),
          Map.entry(Code.MISSING, "what another resource would have to say"),
          Map.entry(Code.UNKNOWN_CODE, "a code of ours that does not exist"),
          Map.entry(Code.BAD_PATTERN, "codes of partners, languages and media types"),
          Map.entry(Code.UNKNOWN_MODIFIER, "what it would turn round is not known here"),
          Map.entry(Code.CONSENT_NARROWED, "what could not be kept is not taken"));

  private record Verdict(boolean accepted, List<Issue> issues) {}

  @Test
  void reportsOfOurOwnAreAcceptedByBoth() {
    for (var report : corpus()) {
      assertEquals(List.of(), errors(report));
      assertTrue(verdict(report).accepted(), () -> verdict(report).issues().toString());
    }
  }

  @Test
  void nothingThatTheValidatorRefusesIsAcceptedAndEveryOtherDifferenceIsListed() {
    var corpus = corpus();
    var wrong = new TreeMap<String, String>();
    var accepted = 0;
    for (long seed = 0; seed < MUTANTS; seed++) {
      var mutant = Mutation.of(corpus.get((int) (seed % corpus.size())), seed);
      var verdict = verdict(mutant.tree());
      var errors = errors(mutant.tree());
      if (verdict.accepted()) {
        accepted++;
        errors.stream()
            .filter(error -> !isMended(error, verdict.issues(), mutant.tree()))
            .forEach(error -> wrong.put("accepted: " + error, mutant.what()));
      } else if (errors.isEmpty()) {
        verdict.issues().stream()
            .filter(issue -> !STRICTER.containsKey(issue.code()))
            .forEach(issue -> wrong.put("refused: " + issue, mutant.what()));
      }
    }
    assertEquals(Map.of(), wrong);
    assertTrue(accepted > MUTANTS / 10, "hardly any mutant was accepted: " + accepted);
  }

  /** The validator takes too long for so many; that the way in never breaks needs none. */
  @Test
  void noneOfManyMutantsBreaksTheWayIn() {
    var corpus = corpus();
    for (long seed = 0; seed < UNJUDGED; seed++) {
      var mutant = Mutation.of(corpus.get((int) (seed % corpus.size())), seed);
      assertDoesNotThrow(() -> verdict(mutant.tree()), mutant::what);
    }
  }

  private static Verdict verdict(JsonNode bundle) {
    try {
      return new Verdict(true, BundleToSubmission.map(bytes(bundle)).remarks());
    } catch (SchakelProblem refused) {
      return new Verdict(
          false,
          refused.issues().isEmpty() ? List.of(new Issue("", refused.code())) : refused.issues());
    }
  }

  private static List<String> errors(JsonNode bundle) {
    return FullValidator.ready().findings(bundle.toString(), "submission").stream()
        .filter(FullValidator::isError)
        .filter(finding -> !FullValidator.place(finding).matches(DOCUMENT))
        .map(finding -> FullValidator.place(finding) + ": " + finding.getMessage())
        .toList();
  }

  /** Whether the answer names a place at or around this one, for which the table has this error. */
  private static boolean isMended(String error, List<Issue> remarks, JsonNode bundle) {
    var place = error.substring(0, error.indexOf(": "));
    return remarks.stream()
        .filter(remark -> remark.code() == Code.VALUE_NORMALISED)
        .filter(
            remark ->
                remark.pointer().startsWith(place) || place.startsWith(around(remark.pointer())))
        .anyMatch(
            remark ->
                MENDED.entrySet().stream()
                    .anyMatch(
                        each ->
                            ends(named(remark.pointer(), bundle), each.getKey())
                                && Pattern.compile(each.getValue()).matcher(error).find()));
  }

  /** What stands in an entry without address is without address too. */
  private static String around(String place) {
    return place.replaceFirst("\\.fullUrl$", "");
  }

  private static boolean ends(String place, String end) {
    return place.matches(".*\\b" + end);
  }

  /** A place with the type of the resource in it. */
  private static String named(String place, JsonNode bundle) {
    var entry = Pattern.compile("Bundle\\.entry\\[(\\d+)]\\.resource\\b(.*)").matcher(place);
    return entry.matches()
        ? bundle.at("/entry/" + entry.group(1) + "/resource/resourceType").asText() + entry.group(2)
        : place;
  }

  static List<JsonNode> corpus() {
    var corpus = new ArrayList<JsonNode>();
    corpus.add(file("/openapi/examples/fhir-submission.json"));
    corpus.add(file("/fhir/rich.json"));
    for (var example :
        List.of("submission", "submission-minimal", "submission-siblings", "submission-phone")) {
      corpus.add(Bundles.of(example).tree());
    }
    return corpus;
  }

  private static JsonNode file(String name) {
    try (var in = DifferentialTest.class.getResourceAsStream(name)) {
      return Json.MAPPER.readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static byte[] bytes(JsonNode bundle) {
    try {
      return Json.MAPPER.writeValueAsBytes(bundle);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
