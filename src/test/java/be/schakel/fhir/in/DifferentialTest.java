package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.FullValidator;
import be.schakel.fhir.guide.OracleValidator;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The way in against the full validator with the guide, over reports of our own, what vendors make
 * of them, and the mutants of all: what the validator refuses is never accepted in silence, and
 * where the way in is stricter, the table says why.
 *
 * <p>The validator is asked where its answer can decide: of every mutant that is accepted, and of
 * those that are refused for something that the table of stricter rules does not have (a refusal
 * for what stands there is intended, whatever the validator says). Of the latter it judges every
 * fourth ordinarily and all in the long run: they could show no more than a rule that is stricter
 * than it has to be.
 */
class DifferentialTest {

  private static final boolean LONG = Boolean.getBoolean("schakel.long");
  private static final int MUTANTS = LONG ? 20_000 : 1_000;

  /** Of the refused, every so manieth is judged. */
  private static final int REFUSED = LONG ? 1 : 4;

  /**
   * What the way in mends and says so: the end of the place that it names ({@code
   * VALUE_NORMALISED}), and of what the validator then complains.
   */
  private static final Map<String, String> MENDED =
      Map.ofEntries(
          Map.entry("entry\\[\\d+]\\.request", "request: minimum required|bdl-[35]|sch-url"),
          Map.entry("request\\.(url|method)", "request\\.(url|method): minimum required"),
          Map.entry(
              "fullUrl", "missing (a )?fullUrl|UUIDs must be|fullUrl (must be|'.*' looks like)"),
          Map.entry("ServiceRequest\\.(status|intent)", "(status|intent): minimum required"),
          Map.entry(
              "Observation\\.(status|subject)", "(status|subject): minimum required|sch-view"),
          Map.entry("DocumentReference\\.status", "status: minimum required"),
          Map.entry("Condition\\.subject", "subject: minimum required"),
          Map.entry("RelatedPerson\\.patient", "patient: minimum required"),
          Map.entry("RelatedPerson\\.extension\\[\\d+]", "patient-interpreterRequired"),
          Map.entry("Group\\.(type|actual)", "(type|actual): minimum required|grp-1"),
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
          Map.entry(Code.CHILD_NOT_NAMED, "whose number it is, all entries say"),
          Map.entry(Code.PARTNER_BY_IDENTIFIER, "a validator takes it for a resource elsewhere"),
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
          Map.entry(Code.NOT_IN_GUIDE, "a validator takes it for a stranger's; ours says it too"),
          Map.entry(Code.CONSENT_NARROWED, "what could not be kept is not taken"));

  /** The same where only one place is stricter: the end of it, and why. */
  private static final Map<String, String> STRICTER_AT =
      Map.of(
          "(period\\.(start|end)|effectiveDateTime|valueDate)", "a day, where R4 takes a year",
          "identifier(\\[\\d+])?\\.system", "an address says more than its scheme",
          "request\\.url", "what is posted is of one type");

  private static final Pattern ADDRESS =
      Pattern.compile("fullUrl (?:must be an absolute URL \\(not )?'(.*?)'");

  private record Verdict(boolean accepted, List<Issue> issues) {}

  @Test
  void reportsOfOurOwnAreAcceptedByBoth() {
    for (var report : Corpus.own()) {
      assertEquals(List.of(), errors(report));
      assertTrue(verdict(report).accepted(), () -> verdict(report).issues().toString());
    }
  }

  @Test
  void whatVendorsMakeOfThemIsMendedWhereTheValidatorRefusesIt() {
    for (var each : Deviations.all()) {
      var verdict = verdict(each.tree());
      assertEquals(
          List.of(),
          errors(each.tree()).stream()
              .filter(error -> !each.isRefused())
              .filter(error -> !isMended(error, verdict.issues(), each.tree()))
              .toList(),
          each.name());
    }
  }

  @Test
  void nothingThatTheValidatorRefusesIsAcceptedAndEveryOtherDifferenceIsListed() {
    var corpus = Corpus.withDeviations();
    var wrong = new TreeMap<String, String>();
    var accepted = 0;
    for (long seed = 0; seed < MUTANTS; seed++) {
      var original = corpus.get((int) (seed % corpus.size()));
      var mutant = Mutation.of(original, seed);
      var verdict = verdict(mutant.tree());
      if (verdict.accepted()) {
        accepted++;
        errors(judged(mutant.tree(), original)).stream()
            .filter(error -> !isMended(error, verdict.issues(), mutant.tree()))
            .forEach(error -> wrong.put("accepted: " + error, mutant.what()));
        continue;
      }
      var unlisted = verdict.issues().stream().filter(DifferentialTest::isUnlisted).toList();
      if (seed % REFUSED == 0
          && !unlisted.isEmpty()
          && errors(judged(mutant.tree(), original)).isEmpty()) {
        unlisted.forEach(issue -> wrong.put("refused: " + issue, mutant.what()));
      }
    }
    assertEquals("", String.join("\n", lines(wrong)));
    assertTrue(accepted > MUTANTS / 10, "hardly any mutant was accepted: " + accepted);
  }

  private static List<String> lines(Map<String, String> wrong) {
    return wrong.entrySet().stream().map(each -> each.getKey() + " <- " + each.getValue()).toList();
  }

  private static boolean isUnlisted(Issue issue) {
    return !STRICTER.containsKey(issue.code())
        && STRICTER_AT.keySet().stream().noneMatch(end -> ends(issue.pointer(), end));
  }

  /** A FHIR document inside is kept as bytes and read by nobody here, so its mutations are none. */
  private static JsonNode judged(JsonNode mutant, JsonNode original) {
    var judged = mutant.deepCopy();
    for (var entry : judged.path("entry")) {
      if (entry.at("/resource/type").asText().equals("document")) {
        StreamSupport.stream(original.path("entry").spliterator(), false)
            .map(each -> each.path("resource"))
            .filter(each -> each.path("type").asText().equals("document"))
            .forEach(document -> ((ObjectNode) entry).set("resource", document));
      }
    }
    return judged;
  }

  /** The forms are asked in turn, and each answer has its places. */
  @Test
  void noneOfManyMutantsBreaksTheWayIn() {
    var corpus = Corpus.withDeviations();
    for (long seed = 0; seed < 2 * MUTANTS; seed++) {
      var mutant = Mutation.of(corpus.get((int) (seed % corpus.size())), seed);
      var form = WireForm.values()[(int) (seed / corpus.size() % WireForm.values().length)];
      var issues = assertDoesNotThrow(() -> verdict(mutant.tree(), form), mutant::what).issues();
      assertTrue(
          issues.stream().allMatch(issue -> issue.pointer().startsWith("Bundle")),
          () -> form + " " + mutant.what() + ": " + issues);
    }
  }

  private static Verdict verdict(JsonNode bundle) {
    return verdict(WireForm.JSON.of(bundle));
  }

  /** A narrative that is cut off makes XML that is none, which has no places. */
  private static Verdict verdict(JsonNode bundle, WireForm form) {
    try {
      return verdict(form.read(bundle));
    } catch (SchakelProblem noXml) {
      assertEquals(Code.MALFORMED_BODY, noXml.code());
      return new Verdict(false, List.of());
    }
  }

  private static Verdict verdict(byte[] body) {
    try {
      return new Verdict(true, BundleToSubmission.map(body).remarks());
    } catch (SchakelProblem refused) {
      return new Verdict(
          false,
          refused.issues().isEmpty() ? List.of(new Issue("", refused.code())) : refused.issues());
    }
  }

  private static List<String> errors(JsonNode bundle) {
    return OracleValidator.ready().findings(bundle.toString(), "submission").stream()
        .filter(FullValidator::isError)
        .map(finding -> place(finding, bundle) + ": " + finding.getMessage())
        .toList();
  }

  /** Of what is wrong with an address the validator always says that it is in the first entry. */
  private static String place(SingleValidationMessage finding, JsonNode bundle) {
    var address = ADDRESS.matcher(finding.getMessage());
    for (var i = 0; address.find(0) && i < bundle.path("entry").size(); i++) {
      if (bundle.at("/entry/" + i + "/fullUrl").asText().equals(address.group(1))) {
        return "Bundle.entry[" + i + "]";
      }
    }
    return FullValidator.place(finding);
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
}
