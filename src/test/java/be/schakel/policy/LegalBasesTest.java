package be.schakel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LegalBasesTest {

  private static final String HEADER = "code;ground;nl;fr;en;citation;valid-from;valid-to\n";
  private static final String FIRST = "A;OWN;a;b;c;art. 1;2020-01-01;2020-12-31\n";
  private static final LegalBases REGISTER = new Policy(PolicyData.shipped()).legalBases();

  @ParameterizedTest
  @EnumSource(LegalGround.class)
  void everyGroundHasItsArticleOnEveryDay(LegalGround ground) {
    for (var day = LocalDate.of(2026, 1, 1); day.getYear() < 2028; day = day.plusDays(1)) {
      var basis = REGISTER.on(ground, day).orElseThrow();
      assertEquals(Optional.of(basis), REGISTER.on(basis.code(), day));
    }
  }

  @Test
  void renumberedArticleHoldsFromItsFirstDay() {
    var old = REGISTER.on("PS_DANGER_MINOR", LocalDate.of(2026, 4, 8)).orElseThrow();
    var renumbered = REGISTER.on("PS_DANGER_MINOR", LocalDate.of(2026, 4, 9)).orElseThrow();
    assertTrue(old.citation().contains("458bis"), old.citation());
    assertTrue(renumbered.citation().contains("352"), renumbered.citation());
    assertEquals(Optional.empty(), REGISTER.on("PS_DANGER_MINOR", LocalDate.of(1990, 1, 1)));
    assertEquals(Optional.empty(), REGISTER.on("UNHEARD_OF", LocalDate.of(2026, 4, 9)));
    assertEquals(20, REGISTER.all().size());
  }

  @Test
  void lineHoldsFromItsFirstDayToItsLast() {
    var register = LegalBases.parse(HEADER + FIRST + "B;;a;b;c;art. 2;2020-01-01;\n");
    assertEquals(Optional.empty(), register.on("A", LocalDate.of(2019, 12, 31)));
    assertTrue(register.on("A", LocalDate.of(2020, 1, 1)).isPresent());
    assertTrue(register.on(LegalGround.OWN, LocalDate.of(2020, 12, 31)).isPresent());
    assertEquals(Optional.empty(), register.on(LegalGround.OWN, LocalDate.of(2021, 1, 1)));
    assertEquals(Optional.empty(), register.on(LegalGround.CONSENT, LocalDate.of(2020, 6, 1)));
    var basis = register.on("B", LocalDate.of(2999, 1, 1)).orElseThrow();
    assertEquals(Optional.empty(), basis.ground());
    assertEquals("art. 2", basis.citation());
    assertEquals("abc", basis.nl() + basis.fr() + basis.en());
    assertEquals("a: art. 2", basis.words().in(Language.NL));
    assertEquals("b : art. 2", basis.words().in(Language.FR));
    assertEquals("c: art. 2", basis.words().in(Language.EN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A;;a;b;c;d;2020-12-31; | two citations hold on one day",
        "A;;a;b;c;d;2019-01-01;2020-01-01 | two citations hold on one day",
        "A;;a;b;c;d;2019-01-01; | two citations hold on one day",
        "B;OWN;a;b;c;d;2020-06-01;2020-06-01 | two citations hold on one day",
        "B;OWNS;a;b;c;d;2020-01-01; | unknown ground",
        "B;;a;b;c;d;2020-01-02;2020-01-01 | it ends before it begins",
        "B;;a;b;c;d;; | no valid-from",
        "B;;a;b;c;d;1/1/2020; | a day is written",
        "B;;a;b;c;d;2020-01-01;later | a day is written",
        ";;a;b;c;d;2020-01-01; | a field is empty",
        "B;;;b;c;d;2020-01-01; | a field is empty",
        "B;;a;b;c;;2020-01-01; | a field is empty",
        "B;;a;b;c;d;2020-01-01 | 8 fields are expected"
      })
  void brokenLineIsRefusedWithItsNumber(String line, String why) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> LegalBases.parse(HEADER + FIRST + line));
    assertTrue(refused.getMessage().startsWith("legal-basis.csv, line 3: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void whatFollowsOrConcernsAnotherCodeIsNoContradiction() {
    var register =
        LegalBases.parse(
            HEADER + FIRST + "A;OWN;a;b;c;d;2021-01-01;\nB;CONSENT;a;b;c;d;2020-01-01;\n");
    assertEquals(3, register.all().size());
  }

  @Test
  void readerGetsNoWordOfAnotherLanguageInACitation() {
    var dutch =
        Pattern.compile(
            "\\b(van|en|wet|[Dd]ecreet|[Bb]esluit|[Ss]trafwetboek|Verordening|hoofdstuk|hfdst|afd|afdeling|bevestigen|houdende)\\b");
    for (var basis : PolicyData.shipped().legalBases().all()) {
      assertEquals(basis.citation(), basis.cited().in(Language.NL));
      for (var language : List.of(Language.FR, Language.EN)) {
        var cited = basis.cited().in(language);
        assertFalse(dutch.matcher(cited).find(), cited);
      }
    }
  }
}
