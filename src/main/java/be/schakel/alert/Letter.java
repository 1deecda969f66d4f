package be.schakel.alert;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * What an e-mail to somebody on duty says: that there is an alert, since when, and how to
 * acknowledge it; never what it is about, nor about whom. Pure.
 */
record Letter(String subject, String text) {

  private static final Wording WORDING = Wording.of("i18n/alerts");
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  static Letter about(UUID alert, Instant raisedAt, String publicUrl, Language language) {
    var since =
        DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.forLanguageTag(language.tag()))
            .format(raisedAt.atZone(BRUSSELS));
    return new Letter(
        WORDING.text("subject", language),
        WORDING.text("text", language).formatted(since, alert, publicUrl));
  }
}
