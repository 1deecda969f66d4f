package be.schakel.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.util.Arrays;
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

  private final Wording wording = Wording.of("i18n/problems");

  @ParameterizedTest
  @EnumSource
  void everyCodeHasItsTextsAndEveryTextItsCode(Language language) {
    var keys =
        Arrays.stream(Code.values())
            .flatMap(code -> Stream.of(code + ".title", code + ".detail"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(keys, new TreeSet<>(wording.keys(language)));
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

  private static Set<String> places(String text) {
    return BRACES
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
