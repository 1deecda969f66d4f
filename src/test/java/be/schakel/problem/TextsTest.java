package be.schakel.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Contract;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");

  /** About what FHIR has no way for, or which no answer of its face tells as one of its issues. */
  private static final Set<Code> JSON_ALONE =
      EnumSet.of(
          Code.INVALID_CONTENT,
          Code.FROM_AFTER_TO,
          Code.AUDIENCE_REQUIRED,
          Code.AUDIENCE_NOT_PERMITTED,
          Code.ADDRESSEE_REQUIRED,
          Code.CHILD_NOT_HEARD,
          Code.RIGHTS_NOT_TOLD,
          // The one way there is, which no FHIR client has
          Code.ADVICE_REQUIRED);

  /** Names that FHIR or the token request has too, and words of both languages. */
  private static final Set<String> ELSEWHERE_TOO =
      Set.of(
          "certificate",
          "code",
          "date",
          "document",
          "documents",
          "en",
          "entry",
          "id",
          "identifier",
          "known",
          "parket",
          "partner",
          "scope",
          "scopes",
          "status",
          "subject",
          "system",
          "traceId",
          "type",
          "vk");

  private static final Set<String> PROPERTIES = properties();

  private final Wording wording = Wording.of("i18n/problems");

  @ParameterizedTest
  @EnumSource
  void everyCodeHasItsTextsAndEveryTextItsCode(Language language) {
    var keys =
        Arrays.stream(Code.values())
            .flatMap(code -> Stream.of(code + ".title", code + ".detail"))
            .collect(Collectors.toCollection(TreeSet::new));
    var another =
        Arrays.stream(Code.values())
            .flatMap(code -> Stream.of(code + ".fhir", code + ".at"))
            .filter(wording.keys(Language.EN)::contains)
            .toList();
    keys.addAll(another);
    assertEquals(keys, new TreeSet<>(wording.keys(language)));
  }

  /** What a property of the JSON face is called is the same word in every language. */
  @ParameterizedTest
  @EnumSource
  void noSentenceForFhirNamesAPropertyOrAnAddressOfTheJsonFace(Code code) {
    if (JSON_ALONE.contains(code)) {
      return;
    }
    var names = words(code, Language.NL);
    names.retainAll(words(code, Language.FR));
    names.retainAll(PROPERTIES);
    names.removeAll(ELSEWHERE_TOO);
    // Of the token request, which is the same for both
    names.removeIf(name -> name.contains("_"));
    assertEquals(Set.of(), names);
    for (var language : Language.values()) {
      var text = Texts.inFhir(code, List.of(), language);
      assertTrue(!text.matches(".*/api/(?!certificate|partner).*"), text);
      assertTrue(!text.matches("(?i).*\\b(property|upload)\\b.*"), text);
    }
  }

  private static Set<String> words(Code code, Language language) {
    return Pattern.compile("[A-Za-z_][A-Za-z._-]*[A-Za-z]")
        .matcher(Texts.inFhir(code, List.of(), language))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One is as many as any other number: its noun stands before it. */
  @ParameterizedTest
  @EnumSource
  void aNumberThatMayBeOneHasNoPluralBehindIt(Code code) {
    if (code.places().stream()
        .noneMatch(place -> place.matches("(characters|items|seconds|days left).*"))) {
      return;
    }
    for (var language : Language.values()) {
      for (var text :
          List.of(
              Texts.detail(code, List.of("1"), language),
              Texts.inFhir(code, List.of("1"), language))) {
        assertFalse(text.matches(".*\\b1 \\p{Ll}.*"), text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTextUsesExactlyThePlacesOfItsCode(Code code) {
    var places =
        IntStream.range(0, code.places().size())
            .mapToObj(Integer::toString)
            .collect(Collectors.toSet());
    for (var language : Language.values()) {
      assertEquals(places, places(wording.text(code + ".detail", language)), language::tag);
      assertTrue(places(wording.text(code + ".title", language)).isEmpty(), language::tag);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsToldWithAPlaceAndWithoutHasAWordingForEach(Language language) {
    var plain = Texts.detail(Code.MALFORMED_BODY, List.of(), language);
    var placed = Texts.detail(Code.MALFORMED_BODY, List.of("12", "7"), language);
    assertFalse(plain.contains("..."), plain);
    assertTrue(placed.contains("12") && placed.contains("7") && !placed.contains("..."), placed);
    assertEquals(placed, Texts.inFhir(Code.MALFORMED_BODY, List.of("12", "7"), language));
  }

  /** Not what people leave out by themselves as a form that nobody would write. */
  @ParameterizedTest
  @EnumSource
  void whatWasOnlyRidOfSignsIsToldSo(Language language) {
    var signs = Texts.inFhir(Code.VALUE_NORMALISED, List.of(), language);
    var other = Texts.inFhir(Code.VALUE_NORMALISED, List.of("POST Patient"), language);
    assertFalse(signs.contains(":") || signs.contains("..."), signs);
    assertTrue(other.contains(": POST Patient."), other);
  }

  @ParameterizedTest
  @EnumSource
  void everyTextIsASentenceAndEveryTitleIsNot(Code code) {
    for (var language : Language.values()) {
      var title = wording.text(code + ".title", language);
      var detail = wording.text(code + ".detail", language);
      assertEquals(title.strip(), title);
      assertEquals(detail.strip(), detail);
      assertTrue(!title.isEmpty() && !title.endsWith("."), title);
      assertTrue(detail.endsWith("."), detail);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLanguagesDiffer(Code code) {
    var details =
        Arrays.stream(Language.values())
            .map(language -> wording.text(code + ".detail", language))
            .distinct()
            .count();
    assertEquals(3, details);
  }

  @ParameterizedTest
  @EnumSource
  void englishFitsAnErrorDescription(Code code) {
    // RFC 6749 5.2: %x20-21 / %x23-5B / %x5D-7E
    assertTrue(wording.text(code + ".detail", Language.EN).matches("[ !#-\\[\\]-~]+"));
    assertTrue(wording.text(code + ".title", Language.EN).matches("[ !#-\\[\\]-~]+"));
  }

  @Test
  void argumentsFillTheirPlaces() {
    assertEquals(
        "Van RECEIVED naar CLOSED bestaat geen overgang. Mogelijk is nu: TAKEN_UP.",
        Texts.detail(
            Code.MOVE_NOT_POSSIBLE, List.of("RECEIVED", "CLOSED", "TAKEN_UP"), Language.NL));
  }

  @Test
  void anArgumentIsNeverReadAsAPlace() {
    assertEquals(
        "Give a number from {1}$0\\ to 9.",
        Texts.detail(Code.OUT_OF_RANGE, List.of("{1}$0\\", "9"), Language.EN));
  }

  @Test
  void aForgottenArgumentShowsDots() {
    assertEquals(
        "Give a number from 1 to ....", Texts.detail(Code.OUT_OF_RANGE, List.of("1"), Language.EN));
  }

  @Test
  void frenchApostrophesStand() {
    assertTrue(Texts.detail(Code.NOT_FOUND, List.of(), Language.FR).contains("l'adresse"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFindingAboutANationalNumberIsAWarning(Insz.Finding finding) {
    assertTrue(Code.of(finding).isWarning());
    assertEquals("INSZ_" + finding, Code.of(finding).name());
  }

  @Test
  void issuesAreToldInTheirOrder() {
    var told =
        Texts.tell(
            List.of(
                new Issue("/children/0/insz", Code.INSZ_CHECKSUM),
                new Issue("/facts", Code.MISSING_FACTS)),
            Language.EN);
    assertEquals("/children/0/insz", told.get(0).pointer());
    assertEquals(Code.MISSING_FACTS, told.get(1).code());
    assertFalse(told.get(1).text().isEmpty());
  }

  private static Set<String> properties() {
    var found = new TreeSet<String>();
    for (var schema : Contract.packaged().document().at("/components/schemas")) {
      for (var properties : schema.findValues("properties")) {
        properties.fieldNames().forEachRemaining(found::add);
      }
    }
    return found;
  }

  private static Set<String> places(String text) {
    return BRACES
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
