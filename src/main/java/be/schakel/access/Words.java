package be.schakel.access;

import be.schakel.access.AudienceView.Verdict;
import be.schakel.disclosure.Foresight;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.Wording;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why somebody sees something or not, in words for the people at the centre. Pure. */
final class Words {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final Wording WORDING = Wording.of("i18n/access");

  private Words() {}

  static LocalizedText of(Verdict verdict, Foresight.Cell cell) {
    return in(
        language ->
            verdict == Verdict.DENY
                ? WORDING.text("reason." + cell.decision().reasons().get(0), language)
                : permitted(verdict, cell, language));
  }

  static LocalizedText text(String key) {
    return in(language -> WORDING.text(key, language));
  }

  private static String permitted(Verdict verdict, Foresight.Cell cell, Language language) {
    var ground =
        cell.decision()
            .ground()
            .map(found -> Display.of(found, language))
            .orElseGet(() -> WORDING.text("permit.owner", language));
    var words =
        WORDING
            .text(verdict == Verdict.PARTIAL ? "permit.part" : "permit", language)
            .replace("{0}", ground);
    return cell.until()
        .map(
            until ->
                words
                    + " "
                    + WORDING
                        .text("permit.until", language)
                        .replace(
                            "{0}",
                            DateTimeFormatter.ofPattern("d MMMM uuuu", locale(language))
                                .format(until.atZone(BRUSSELS).minusNanos(1))))
        .orElse(words);
  }

  private static Locale locale(Language language) {
    return Locale.forLanguageTag(language.tag());
  }

  private static LocalizedText in(Function<Language, String> text) {
    return new LocalizedText(
        Arrays.stream(Language.values()).collect(Collectors.toMap(Function.identity(), text)));
  }
}
