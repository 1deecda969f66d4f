package be.schakel.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.AccessRights.Reach;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Wording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a child, a parent or a trusted person holds in hand. */
class LetterTest {

  private static final Map<Language, String> AUTHORITY =
      Map.of(
          Language.NL, "de commissie", Language.FR, "la commission", Language.EN, "the commission");

  private static String html(
      Applicant applicant, Reach reach, String language, StatementView.Disclosed... lines) {
    return Letter.html(Statements.of(applicant, reach, language, lines), AUTHORITY);
  }

  /** What is read, without what shapes it. */
  private static String words(String html) {
    return html.replaceAll("(?s)<style>.*</style>", "").replaceAll("<[^>]*>", " ");
  }

  private static void assertSays(String expected, String letter) {
    assertTrue(letter.contains(expected), () -> "no '" + expected + "' in " + letter);
  }

  @Test
  void letterToAChildSaysWhoGotWhatWhenAndWhy() {
    var letter =
        words(
            html(
                Applicant.CHILD,
                Reach.WHOLE,
                "nl",
                Statements.line("AZ Tweede"),
                Statements.told()));

    assertSays("Wie kreeg gegevens over jou?", letter);
    assertSays("Dag Noor,", letter);
    assertSays("AZ Tweede (Ziekenhuis)", letter);
    assertSays("20 november 2026 om 15.42 uur", letter);
    assertSays("de afspraken om veilig te zijn", letter);
    assertSays("Om samen te zorgen voor goede hulp.", letter);
    assertSays("Jij of je ouders gaven toestemming.", letter);
    assertSays("wet van 1 januari, art. 5", letter);
    assertSays("19 november 2026 om 22.15 uur, per telefoon", letter);
    assertSays("wie je bent", letter);
    assertSays("klacht gaat naar: de commissie", letter);
    assertSays("Fouten verbeteren we.", letter);
    assertSays("VK Proef, +32 3 000 00 01", letter);
    assertFalse(Pattern.compile("\\b[Uu]w?\\b").matcher(letter).find(), letter);
  }

  @Test
  void letterToOthersSpeaksOfTheChild() {
    var parent = words(html(Applicant.PARENT, Reach.WHOLE, "fr", Statements.line("AZ Tweede")));
    assertSays("Vous nous avez demandé qui a reçu des données sur Noor.", parent);
    assertSays("Il y avait un accord.", parent);
    assertSays("20 novembre 2026 à 15h42", parent);

    var helper =
        words(html(Applicant.TRUSTED_PERSON, Reach.WHOLE, "en", Statements.line("AZ Tweede")));
    assertSays("You are helping Noor.", helper);

    var own = words(html(Applicant.PARENT, Reach.OWN_DATA, "en", Statements.line("AZ Tweede")));
    assertSays("Who received data about your family?", own);
    assertSays("Data about Noor are not in it.", own);
  }

  /** Apart from the lines themselves: so that the frame tells nothing of what is left out. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void letterWithoutLinesSaysAllTheRest(Language language) {
    var none = html(Applicant.CHILD, Reach.WHOLE, language.tag());
    var some = html(Applicant.CHILD, Reach.WHOLE, language.tag(), Statements.line("AZ Tweede"));
    var nobody = "<p>" + Markup.escaped(Words.text("letter.none", language)) + "</p>\n";
    assertSays(nobody, none);
    assertEquals(none.replace(nobody, ""), some.replaceAll("(?s)<table>.*</table>\n", ""));
  }

  @Test
  void nothingThatSomebodyWroteIsMarkup() throws Exception {
    var letter =
        html(
            Applicant.PARENT,
            Reach.WHOLE,
            "nl",
            Statements.line("<script>alert('x')</script>&\u0001"));
    assertSays("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp; (", letter);
    var factory = DocumentBuilderFactory.newInstance();
    var page =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(letter.getBytes(StandardCharsets.UTF_8)));
    assertEquals("nl", page.getDocumentElement().getAttribute("lang"));
    assertEquals(Letter.STYLE, Markup.escaped(Letter.STYLE));
    assertFalse(letter.contains("style="), letter);
  }

  @Test
  void pdfIsTaggedInItsLanguageAndCanBeReadAloud() throws IOException {
    var html =
        html(
            Applicant.CHILD,
            Reach.WHOLE,
            "fr",
            Statements.line("Hôpital d'Ailleurs"),
            Statements.told());

    try (var pdf = Loader.loadPDF(LetterPdf.of(html))) {
      var text = new PDFTextStripper().getText(pdf);
      assertSays("Qui a reçu des données sur toi ?", text);
      assertSays("Hôpital d'Ailleurs", text);
      assertSays("la commission", text);
      var catalog = pdf.getDocumentCatalog();
      assertEquals("fr", catalog.getLanguage());
      assertTrue(catalog.getMarkInfo().isMarked());
      assertTrue(catalog.getStructureTreeRoot() != null);
      for (var page : pdf.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          assertTrue(page.getResources().getFont(name).isEmbedded(), name.getName());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void thereAreWordsForEverything(Language language) {
    var keys = Wording.of("i18n/rights").keys(language);
    assertEquals(
        Wording.of("i18n/rights").keys(Language.NL).stream()
            .filter(LetterTest::toAll)
            .collect(Collectors.toSet()),
        keys.stream().filter(LetterTest::toAll).collect(Collectors.toSet()));
    Stream.of(
            names("what.", DataCategory.values()),
            names("because.", LegalGround.values()),
            names("why.", Purpose.values()),
            names("way.", DisclosureWay.values()),
            Stream.of("because.CENTRE", "because.ORDER", "because.UNSAID"))
        .flatMap(each -> each)
        .forEach(key -> assertTrue(keys.contains(key), key));
  }

  private static boolean toAll(String key) {
    return !key.startsWith("child.");
  }

  private static Stream<String> names(String prefix, Enum<?>... codes) {
    return Arrays.stream(codes).map(code -> prefix + code);
  }
}
