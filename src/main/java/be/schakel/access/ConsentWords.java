package be.schakel.access;

import be.schakel.consent.Standing;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.Wording;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a consent stands, and the letter for a child whose consent lapses. Pure. */
final class ConsentWords {

  private static final Wording WORDING = Wording.of("i18n/consents");

  private ConsentWords() {}

  static LocalizedText of(Standing.State state) {
    return new LocalizedText(
        Arrays.stream(Language.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), language -> WORDING.text("standing." + state, language))));
  }

  /** The code in the register of legal bases by which it lapses. */
  static String basis(Standing.State then) {
    return then == Standing.State.CHILD_MUST_CONFIRM ? "CHILD_DECIDES" : "CONSENT";
  }

  /** Where it is written, to stand below the letter. */
  static String law(LocalizedText article, Language language) {
    return WORDING.text("letter.law", language).replace("{0}", article.in(language));
  }

  static String title(Language language) {
    return WORDING.text("letter.title", language);
  }

  /**
   * The letter for the child, in short sentences.
   *
   * @param then why the consent cannot be used after its last day
   * @param grantee the name of the partner
   */
  static String letter(
      Standing.State then,
      String grantee,
      Collection<DataCategory> categories,
      LocalDate lastDay,
      Language language) {
    var why =
        switch (then) {
          case CHILD_MUST_CONFIRM, PERSON_IS_ADULT, CASE_CLOSED -> then.name();
          case USABLE, NOT_YET, OVER, STOPPED, GIVER_MISSING, DISAGREEMENT -> "OVER";
        };
    var what =
        categories.stream()
            .map(category -> Display.of(category, language))
            .collect(Collectors.joining(", "));
    return fill(WORDING.text("letter.what", language), grantee, what, lastDay, language)
        + "\n\n"
        + fill(WORDING.text("letter." + why, language), grantee, what, lastDay, language)
        + "\n\n"
        + WORDING.text("letter.rights", language);
  }

  private static String fill(
      String text, String grantee, String categories, LocalDate lastDay, Language language) {
    var day =
        DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.forLanguageTag(language.tag()))
            .format(lastDay);
    return text.replace("{0}", grantee).replace("{1}", categories).replace("{2}", day);
  }
}
