package be.schakel.rights;

import be.schakel.consent.AccessRights.Reach;
import be.schakel.referral.ReferralView;
import be.schakel.rights.StatementView.Disclosed;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A statement as a letter in plain words, to be printed and handed over. Pure.
 *
 * <p>What it says of what is left out is the same in every letter of its kind, so that it tells
 * nothing of any.
 */
final class Letter {

  /** What shapes the page; it loads nothing. */
  static final String STYLE =
      """
      @page { size: A4; margin: 22mm 20mm; }
      body { font-family: Liberation Sans, Arial, Helvetica, sans-serif; font-size: 12pt; line-height: 1.5;
        color: #1a1a1a; max-width: 42em; margin: 0 auto; padding: 1em; }
      h1 { font-size: 20pt; line-height: 1.2; margin: 1em 0 0.6em; font-weight: normal; }
      h2 { font-size: 15pt; margin: 1.4em 0 0.3em; font-weight: normal; page-break-after: avoid; }
      p { margin: 0.5em 0; }
      table { border-collapse: collapse; width: 100%; margin: 0.8em 0 1.4em; table-layout: fixed;
        page-break-inside: avoid; }
      caption { text-align: left; font-size: 13pt; padding-bottom: 0.3em; }
      th, td { text-align: left; vertical-align: top; border-top: 1px solid #767676; padding: 0.4em 0.6em 0.4em 0;
        font-weight: normal; }
      th { color: #4a4a4a; }
      tr { page-break-inside: avoid; }
      ul { margin: 0; padding-left: 1.1em; }
      .law, .about { font-size: 10pt; color: #4a4a4a; }
      """;

  private final StatementView statement;
  private final Language language;
  private final String authority;

  private Letter(StatementView statement, String authority) {
    this.statement = statement;
    this.language = statement.language().flatMap(Language::ofTag).orElse(Language.NL);
    this.authority = authority;
  }

  /**
   * The page, well-formed as XML too.
   *
   * @param authority where to complain
   */
  static String html(StatementView statement, Map<Language, String> authority) {
    var language = statement.language().flatMap(Language::ofTag).orElse(Language.NL);
    return new Letter(statement, authority.get(language)).page();
  }

  private String page() {
    var page = new Markup();
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", language.tag());
    page.open("head").leaf("meta", "charset", "utf-8");
    page.say("title", text("letter.title")).say("style", STYLE).close();
    page.open("body").open("main");
    page.say("h1", text("letter.title"));
    page.say("p", List.of(text("letter.hello", name()), intro()));
    page.say("h2", text("letter.list"));
    if (statement.disclosures().isEmpty()) {
      page.say("p", text("letter.none"));
    }
    byRecipient().forEach((recipient, lines) -> table(page, recipient, lines));
    page.say("p", text("letter.centre"));
    page.say("h2", text("letter.left.title")).say("p", text("letter.left"));
    page.say("h2", text("letter.wrong.title")).say("p", text("letter.wrong"));
    page.say("h2", text("letter.complaint.title"));
    page.say("p", text("letter.complaint", authority));
    page.say("h2", text("letter.questions.title"));
    page.say("p", List.of(questions(), text("letter.help")));
    page.open("p", "class", "about").text(about()).close();
    return "<!DOCTYPE html>\n" + page.close().close().close();
  }

  private void table(Markup page, String recipient, List<Disclosed> lines) {
    page.open("table").say("caption", recipient);
    page.open("thead").open("tr");
    for (var column : List.of("letter.when", "letter.what", "letter.why")) {
      page.open("th", "scope", "col").text(text(column)).close();
    }
    page.close().close().open("tbody");
    for (var line : lines) {
      page.open("tr").say("td", when(line)).open("td").open("ul");
      line.categories().forEach(category -> page.say("li", what(category)));
      page.close().close().open("td");
      page.text(why(line));
      line.citation()
          .ifPresent(
              law -> page.open("div", "class", "law").text(text("letter.law", said(law))).close());
      page.close().close();
    }
    page.close().close();
  }

  /** In the order in which they received something first. */
  private Map<String, List<Disclosed>> byRecipient() {
    return statement.disclosures().stream()
        .collect(Collectors.groupingBy(this::recipient, LinkedHashMap::new, Collectors.toList()));
  }

  private String recipient(Disclosed line) {
    var name = line.recipient().map(this::said).orElseThrow();
    return line.recipientKind()
        .map(kind -> Display.of(kind, language))
        .filter(kind -> !kind.equals(name))
        .map(kind -> name + " (" + kind + ")")
        .orElse(name);
  }

  private String when(Disclosed line) {
    var time = written("letter.time", line.at().orElseThrow());
    return line.way().map(way -> time + ", " + text("way." + way)).orElse(time);
  }

  private String what(DataCategory category) {
    return text("what." + category);
  }

  private String why(Disclosed line) {
    var because = text(Words.because(line.ground(), line.way()));
    return line.purpose()
        .map(purpose -> sentence(text("why." + purpose)) + " " + because)
        .orElse(because);
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  private String intro() {
    return toChild()
        ? text("letter.intro")
        : text(
            ownData() ? "letter.intro.OWN" : "letter.intro." + statement.applicant().orElseThrow(),
            name());
  }

  private String questions() {
    var centre = statement.centre();
    return text(
        "letter.questions",
        centre.flatMap(ReferralView.Vk::name).map(this::said).orElse(""),
        centre.flatMap(ReferralView.Vk::phone).orElse(""));
  }

  private String about() {
    return text(
        "letter.about",
        statement.reference().orElse(""),
        written("letter.day", statement.requestedOn().orElseThrow()),
        written("letter.day", statement.madeAt().orElseThrow()));
  }

  private String name() {
    return statement.givenNames().isEmpty()
        ? text("letter.child")
        : String.join(" ", statement.givenNames());
  }

  private String written(String pattern, TemporalAccessor time) {
    return DateTimeFormatter.ofPattern(text(pattern), Locale.forLanguageTag(language.tag()))
        .format(time);
  }

  private String said(LocalizedText text) {
    return text.in(language);
  }

  private boolean toChild() {
    return statement.applicant().equals(Optional.of(Applicant.CHILD));
  }

  private boolean ownData() {
    return statement.reach().equals(Optional.of(Reach.OWN_DATA));
  }

  /** The text for this reader, its places filled. */
  private String text(String key, String... values) {
    var voices = new ArrayList<String>();
    if (toChild()) {
      voices.add("child.");
    }
    if (ownData()) {
      voices.add("own.");
    }
    var text = Words.text(voices, key, language);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }
}
