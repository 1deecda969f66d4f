package be.schakel.fhir.in;

import be.schakel.fhir.guide.Period;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Days and moments of FHIR. Pure. */
public final class Days {

  private Days() {}

  /** A day of the submission, from a date or a moment. */
  static void map(Intake intake, Optional<Element> from, String property, Draft draft) {
    from.ifPresent(
        element ->
            element
                .text()
                .ifPresent(
                    text -> {
                      var day = brussels(text);
                      draft.text(property, day, element.path());
                      if (!day.equals(text)) {
                        intake.normalised(element.path(), "YYYY-MM-DD");
                      }
                    }));
  }

  /** The day in Belgium of a moment; anything else stays as it is, for the contract to judge. */
  static String brussels(String dateTime) {
    try {
      return dateTime.contains("T")
          ? OffsetDateTime.parse(dateTime)
              .atZoneSameInstant(Period.BRUSSELS)
              .toLocalDate()
              .toString()
          : dateTime;
    } catch (DateTimeException notAMoment) {
      return dateTime;
    }
  }
}
