package it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Chromium;
import testkit.Gateway;
import testkit.Report;
import testkit.Sent;

/** The console in a real browser, with the certificate of a person. */
@AgainstTheGateway
class ConsoleIT {

  private static final Path PICTURES = Path.of("target", "console");
  private static final int WIDE = 1440;
  private static final int NARROW = 390;

  private static final String WITNESS =
      "auditor.example/w1+15cfbe2c+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
  private static final String COSIGNED =
      "\u2014 auditor.example/w1 Fc++LAAAAABrAN8AGIHW/rd1EP+8pu8qUp7VY7hRg3HDqigmzhhaOZWOz6aoVbCWlhVYMVucKP4xKY9YDQuANuSkTSQloYVatJ46Cw==";

  private static Chromium chromium;

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> windows = new ArrayList<>();

  @BeforeAll
  static void open() {
    chromium = Chromium.installed();
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void closeWindows() {
    windows.forEach(BrowserContext::close);
  }

  private Page page(String person, int width, boolean dark) {
    var window = chromium.window(person, width, "nl-BE", dark);
    windows.add(window);
    var page = window.newPage();
    page.setDefaultTimeout(30_000);
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    return page;
  }

  private Page page() {
    return page("dpo-persoon", WIDE, false);
  }

  private static Page at(Page page, String query) {
    page.navigate(Gateway.running().uri("/console/" + query).toString());
    return page;
  }

  private static Locator rows(Page page) {
    return page.locator(".entries tbody tr");
  }

  private static Page openFirst(Page page) {
    page.locator(".entries .time a").first().click();
    return page;
  }

  private static void verdict(Page page, String verdict) {
    assertThat(page.locator("dialog .proof")).hasClass("proof " + verdict);
  }

  @Test
  void aPersonSeesWhatLeftToWhomAndOnWhichGround() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    sent.read(Sent.antwerpen()).expect(200);
    var page = at(page(), "?lang=en&referral=" + sent.id());
    assertThat(page.locator(".looks b")).hasText("Functionaris Proef");
    assertThat(rows(page)).hasCount(4);
    assertThat(page.locator("#when")).hasText("4 entries");
    assertThat(page.locator(".breakdown").first()).containsText("VK Antwerp");
    assertThat(page.locator(".tags")).containsText(sent.id());
    assertEquals(List.of(), complaints);
  }

  @Test
  void filtersLiveInTheAddressAndTheWayBackWorks() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.read(Sent.antwerpen()).expect(200);
    var page = at(page(), "?lang=en&referral=" + sent.id());
    assertThat(rows(page)).hasCount(2);
    page.locator("#filter-action").selectOption("READ");
    page.locator("#filter-action").press("Enter");
    page.locator(".filters button").click();
    assertThat(rows(page)).hasCount(1);
    assertTrue(page.url().contains("action=READ"), page.url());
    page.goBack();
    assertThat(rows(page)).hasCount(2);
    page.reload();
    assertThat(rows(page)).hasCount(2);
    assertEquals(List.of(), complaints);
  }

  @Test
  void aPartOfTheTimeIsChosenWithTheKeyboard() {
    Sent.byHospital(Report.ofOneChild());
    var page = at(page(), "?lang=en");
    var grip = page.locator("[role=slider]").first();
    grip.focus();
    grip.press("PageUp");
    page.waitForURL(Pattern.compile("from="));
    assertThat(page.locator(".tags")).containsText("Period");
    page.locator("[role=slider]").first().press("Escape");
    page.waitForURL(url -> !url.contains("from="));
    assertEquals(List.of(), complaints);
  }

  @Test
  void olderEntriesComePageByPage() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2", "c3", "c4", "c5"));
    for (int i = 0; i < 6; i++) {
      sent.read(Sent.antwerpen()).expect(200);
    }
    var page = at(page(), "?lang=en&referral=" + sent.id());
    assertThat(rows(page)).hasCount(25);
    page.locator(".below button").click();
    assertThat(rows(page)).hasCount(35);
    assertThat(page.locator(".below")).containsText("No older entries");
  }

  @Test
  void theBrowserItselfChecksTheProofOfAnEntry() {
    Sent.byHospital(Report.ofOneChild());
    var page = openFirst(at(page(), "?lang=en"));
    verdict(page, "yes");
    assertThat(page.locator("dialog .steps li.yes")).hasCount(3);
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    assertFalse(page.url().contains("entry="), page.url());
    assertEquals(List.of(), complaints);
  }

  @Test
  void anEntryThatWasChangedIsNotProven() {
    Sent.byHospital(Report.ofOneChild());
    var page = page();
    page.route(
        Pattern.compile("/api/disclosures/[0-9a-f-]{36}$"),
        route -> answer(route, text(route).replace("PERMIT", "DENIED")));
    openFirst(at(page, "?lang=en"));
    verdict(page, "no");
  }

  @Test
  void aTreeThatTheLogDidNotSignIsNotProven() {
    Sent.byHospital(Report.ofOneChild());
    var page = page();
    page.route(
        Pattern.compile("/log/checkpoint$"),
        route -> answer(route, text(route).replaceFirst("\n([0-9]+)\n", "\n1$1\n")));
    at(page, "?lang=en&view=proof");
    assertThat(page.locator(".proof.no, .alert").first()).isVisible();
  }

  @Test
  void aLogThatWasSetBackShows() {
    Sent.byHospital(Report.ofOneChild());
    var page = at(page(), "?lang=en&view=proof");
    assertThat(page.locator(".proof.yes")).isVisible();
    var early = (String) page.evaluate("fetch('/log/checkpoint').then((it) => it.text())");
    Sent.byHospital(Report.ofOneChild());
    page.waitForFunction(
        "async (early) => (await (await fetch('/log/checkpoint', {cache: 'no-store'})).text()) !== early",
        early);
    at(page, "?lang=en&view=proof");
    assertThat(page.locator(".proof.yes")).containsText("A consistency proof from");
    page.route(Pattern.compile("/log/checkpoint$"), route -> answer(route, early));
    at(page, "?lang=en&view=proof");
    assertThat(page.locator(".proof.no")).containsText("it was set back");
    assertThat(page.locator(".chip.bad")).isVisible();
  }

  @Test
  void aLogThatDoesNotContinueWhatWasSeenShows() {
    Sent.byHospital(Report.ofOneChild());
    var page = at(page(), "?lang=en&view=proof");
    assertThat(page.locator(".proof.yes")).isVisible();
    page.evaluate(
        """
        () => {
          const name = Object.keys(localStorage).find((key) => key.startsWith('schakel.checkpoint'));
          const [origin, size, root, ...rest] = localStorage.getItem(name).split('\\n');
          const other = (root[0] === 'A' ? 'B' : 'A') + root.slice(1);
          localStorage.setItem(name, [origin, size, other, ...rest].join('\\n'));
        }""");
    at(page, "?lang=en&view=proof");
    // What it remembers was signed by nobody now; a fork that was signed takes the log's own key
    assertThat(page.locator(".proof.no")).containsText("is not signed by a key");
  }

  /** A name under a checkpoint is no witness: its signature was made for another tree. */
  @Test
  void aWitnessThatDidNotSignThisTreeShows() {
    Sent.byHospital(Report.ofOneChild());
    var page = page();
    page.route(Pattern.compile("/log/witnesses$"), route -> answer(route, WITNESS + "\n"));
    at(page, "?lang=en&view=proof");
    assertThat(page.locator(".proof.yes")).containsText("No witness has signed this tree");
    page.route(
        Pattern.compile("/log/checkpoint$"), route -> answer(route, text(route) + COSIGNED + "\n"));
    at(page, "?lang=en&view=proof");
    assertThat(page.locator(".proof.no")).containsText("The signature of a witness is not good");
  }

  @Test
  void aBrowserThatCannotCheckSignaturesSaysSo() {
    Sent.byHospital(Report.ofOneChild());
    var page = page();
    page.addInitScript(
        """
        const real = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (format, key, how, ...rest) =>
          how.name === 'Ed25519' ? Promise.reject(new DOMException('', 'NotSupportedError')) : real(format, key, how, ...rest);
        """);
    openFirst(at(page, "?lang=en"));
    verdict(page, "part");
    assertThat(page.locator("dialog .steps")).containsText("cannot check Ed25519");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "fr", "en"})
  void itSpeaksTheLanguageOfItsAddress(String language) {
    var page = at(page(), "?lang=" + language);
    assertThat(page.locator("html")).hasAttribute("lang", language);
    assertThat(page.locator(".tongues a[aria-current]")).hasAttribute("lang", language);
    assertThat(page.locator(".looks b")).isVisible();
    assertFalse(page.locator("body").innerText().contains("undefined"));
    assertEquals(List.of(), complaints);
  }

  @Test
  void theModulesReproduceFiguresThatWereComputedIndependently() throws IOException {
    var page = at(page(), "");
    assertThat(page.locator(".looks b")).isVisible();
    assertEquals("", page.evaluate(resource("console-vectors.js")));
  }

  @Test
  void whoShowsNoPersonsCertificateIsToldSo() {
    var page = at(page("uz-voorbeeld", WIDE, false), "?lang=en");
    assertThat(page.locator(".alert")).isVisible();
    assertThat(rows(page)).hasCount(0);
  }

  @Test
  void reviewsOfBreakGlassAreForTheOfficer() {
    assertThat(at(page("auditor-persoon", WIDE, false), "?lang=en&view=glass").locator(".note"))
        .containsText("Only the data protection officer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "view=glass", "view=denied", "view=asked", "view=proof", "open"})
  void nobodyIsShutOutAndItLooksAsItShould(String view) throws IOException {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    sent.read(Sent.antwerpen()).expect(200);
    for (var width : List.of(WIDE, NARROW)) {
      for (var dark : List.of(false, true)) {
        var page = at(page("dpo-persoon", width, dark), "?" + (view.equals("open") ? "" : view));
        assertThat(page.locator(".list, .integrity[aria-busy=false]")).isVisible();
        if (view.equals("open")) {
          openFirst(page);
          verdict(page, "yes");
        }
        assertEquals(List.of(), barriers(page), view + " " + width);
        assertTrue(
            (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
            view + " is wider than " + width);
        var name = (view.isEmpty() ? "all" : view.replace("view=", "")) + "-" + width;
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(!view.equals("open"))
                .setPath(PICTURES.resolve(name + (dark ? "-dark" : "") + ".png")));
      }
    }
    assertEquals(List.of(), complaints);
  }

  /** What axe-core finds that is serious or worse. */
  @SuppressWarnings("unchecked")
  private static List<String> barriers(Page page) throws IOException {
    page.evaluate(resource("META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"));
    var found = (List<Map<String, Object>>) page.evaluate("axe.run().then((it) => it.violations)");
    return found.stream()
        .filter(one -> List.of("serious", "critical").contains(one.get("impact")))
        .map(one -> one.get("id") + " " + one.get("nodes"))
        .toList();
  }

  private static String text(Route route) {
    return route.fetch().text();
  }

  private static void answer(Route route, String body) {
    route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setBody(body));
  }

  private static String resource(String name) throws IOException {
    try (var stream = ConsoleIT.class.getClassLoader().getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
