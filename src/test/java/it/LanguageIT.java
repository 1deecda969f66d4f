package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** Texts are in Dutch, French or English, as the caller asks. */
@AgainstTheGateway
class LanguageIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nl|nl",
        "fr|fr",
        "en|en",
        "fr-BE|fr",
        "EN-us|en",
        "de, fr;q=0.5|fr",
        "nl;q=0.1, en;q=0.9|en",
        "nl;q=0, en;q=0.1|en",
        "de|nl",
        "*|nl",
        "x-klingon|nl"
      })
  void languageIsNegotiated(String asked, String given) {
    var refused =
        TestPartner.of("uz-voorbeeld").withToken("x").in(asked).get("/api/ping").expect(401);

    assertEquals(given, refused.header("Content-Language").orElseThrow());
  }

  @Test
  void dutchIsTheLanguageOfWhoAsksForNone() {
    var requests = Sent.hospital();

    var none = requests.get("/api/referrals?colour=blue").expect(400);
    var dutch = requests.in("nl").get("/api/referrals?colour=blue").expect(400);

    assertEquals(dutch.at("/title"), none.at("/title"));
    assertEquals("nl", none.header("Content-Language").orElseThrow());
  }

  @Test
  void problemsSpeakThreeLanguagesAndOneCode() {
    var titles = new HashSet<String>();
    var details = new HashSet<String>();
    var texts = new HashSet<String>();
    for (var language : List.of("nl", "fr", "en")) {
      var report = Report.ofOneChild().livingIn("4000");
      var answer =
          TestPartner.of("uz-voorbeeld")
              .as("SUBMIT")
              .in(language)
              .post("/api/referrals", report.json());
      answer.expectProblem(422, "WALLOON_POSTAL_CODE");
      titles.add(answer.at("/title"));
      details.add(answer.at("/detail"));
      texts.add(answer.at("/errors/0/text"));
    }
    assertEquals(3, titles.size(), titles::toString);
    assertEquals(3, details.size(), details::toString);
    assertEquals(3, texts.size(), texts::toString);
  }

  @ParameterizedTest
  @CsvSource({"nl, VK Antwerpen", "fr, VK Anvers", "en, VK Antwerp"})
  void centreIsNamedInTheLanguageOfTheReader(String language, String name) {
    var sent =
        Sent.by(TestPartner.of("uz-voorbeeld").as("SUBMIT").in(language), Report.ofOneChild());

    assertEquals(name, sent.receipt().at("/vk/name"));
    assertEquals(name, sent.read(Sent.hospital().in(language)).at("/vk/name"));
  }

  @Test
  void warningsAndNoticeSpeakToo() {
    var dutch = bare("nl");
    for (var other : List.of(bare("fr"), bare("en"))) {
      assertEquals(dutch.receipt().warnings(), other.receipt().warnings());
      assertNotEquals(
          dutch.receipt().at("/warnings/0/text"), other.receipt().at("/warnings/0/text"));
      assertNotEquals(dutch.receipt().at("/vk/notice"), other.receipt().at("/vk/notice"));
      assertNotEquals(dutch.receipt().at("/vk/name"), other.receipt().at("/vk/name"));
    }
  }

  private static Sent bare(String language) {
    return Sent.by(TestPartner.of("uz-voorbeeld").as("SUBMIT").in(language), Report.bare());
  }

  @Test
  void tokenErrorsAreInPlainLetters() {
    var form = TestPartner.form("CASE_MANAGEMENT", "physician");
    form.put("scope", "x");
    for (var language : List.of("nl", "fr", "en")) {
      var error =
          TestPartner.of("uz-voorbeeld")
              .withoutToken()
              .in(language)
              .post("/oauth2/token", "grant_type=password", "application/x-www-form-urlencoded")
              .expect(400);
      assertEquals("unsupported_grant_type", error.at("/error"));
      assertEquals(language, error.header("Content-Language").orElseThrow());
    }
  }

  @Test
  void headerThatCannotBeReadIsNamed() {
    var wrong =
        Map.of(
            "nl;q=abc", "Accept-Language",
            "garbage", "Accept",
            "*/*;q=abc", "Accept",
            "text/html;q=", "Accept");
    wrong.forEach(
        (value, header) -> {
          var refused =
              TestPartner.of("uz-voorbeeld")
                  .withoutToken()
                  .with(header, value)
                  .get("/api/certificate")
                  .expectProblem(400, "INVALID_HEADER");
          assertTrue(refused.at("/detail").contains(" " + header + " "), refused::text);
        });
  }
}
