package be.schakel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Standing.State;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a consent stands and what a child is told, in three languages. */
class ConsentWordsTest {

  private static final LocalDate DAY = LocalDate.of(2027, 3, 14);

  @ParameterizedTest
  @EnumSource(State.class)
  void everyStandingHasItsOwnWordsInEveryLanguage(State state) {
    for (var language : Language.values()) {
      var words = ConsentWords.of(state).in(language);
      assertFalse(words.isBlank());
      assertEquals(
          1,
          Arrays.stream(State.values())
              .filter(other -> ConsentWords.of(other).in(language).equals(words))
              .count());
    }
  }

  @Test
  void filesHaveTheSameTexts() {
    var wording = Wording.of("i18n/consents");
    assertEquals(wording.keys(Language.NL), wording.keys(Language.FR));
    assertEquals(wording.keys(Language.NL), wording.keys(Language.EN));
  }

  @ParameterizedTest
  @CsvSource({
    "NL, 14 maart 2027, Veiligheidsplan",
    "FR, 14 mars 2027, sécurité",
    "EN, 14 March 2027, afety"
  })
  void letterNamesWhoWhatAndUntilWhen(Language language, String day, String what) {
    var letter = letter(State.CHILD_MUST_CONFIRM, language);
    for (var part : List.of("AZ Tweede", day, what)) {
      assertTrue(letter.contains(part), letter);
    }
    assertFalse(letter.contains("{"), letter);
  }

  @Test
  void letterSaysWhyTheConsentEnds() {
    for (var language : Language.values()) {
      var ends = letter(State.OVER, language);
      assertEquals(ends, letter(State.USABLE, language), "it will cover less");
      var others =
          List.of(
              letter(State.CHILD_MUST_CONFIRM, language),
              letter(State.PERSON_IS_ADULT, language),
              letter(State.CASE_CLOSED, language));
      assertEquals(3, others.stream().distinct().filter(other -> !other.equals(ends)).count());
    }
  }

  /** A child of twelve reads it: short sentences and none of our codes. */
  @Test
  void letterIsShortAndPlain() {
    for (var language : Language.values()) {
      for (var state : State.values()) {
        var letter = letter(state, language);
        assertFalse(letter.matches("(?s).*[A-Z]{3,}_.*"), letter);
        for (var sentence : letter.split("[.!?]")) {
          assertTrue(sentence.strip().split("\\s+").length <= 20, sentence);
        }
      }
    }
  }

  @Test
  void lawByWhichItLapsesStandsBelowTheLetterInItsLanguage() {
    var laws = new Policy(PolicyData.shipped()).legalBases();
    for (var state : State.values()) {
      var article = laws.on(ConsentWords.basis(state), DAY).orElseThrow();
      for (var language : Language.values()) {
        var law = ConsentWords.law(article.words(), language);
        assertTrue(law.contains(article.cited().in(language)), law);
        assertTrue(law.contains(article.words().in(language)), law);
      }
    }
    var twelve = laws.on(ConsentWords.basis(State.CHILD_MUST_CONFIRM), DAY).orElseThrow();
    assertTrue(twelve.citation().contains("art. 4"), twelve.citation());
  }

  private static String letter(State state, Language language) {
    return ConsentWords.letter(
        state, "AZ Tweede", List.of(DataCategory.SAFETY_PLAN), DAY, language);
  }
}
