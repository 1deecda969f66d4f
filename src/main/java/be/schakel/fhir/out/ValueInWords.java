package be.schakel.fhir.out;

import be.schakel.edge.Times;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Type;

/**
 * A value of R4 as a person reads it: what its sender wrote, with its digits and its unit, and
 * nothing converted but moments, which are told in the time of Brussels. Pure.
 */
final class ValueInWords {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private ValueInWords() {}

  /** Empty where there is none, or one of a type that has no words here, such as a curve. */
  static Optional<String> of(Type value) {
    if (value instanceof Quantity quantity) {
      return of(quantity);
    } else if (value instanceof CodeableConcept concept) {
      return of(concept);
    } else if (value instanceof Coding coding) {
      return said(Stream.of(coding.getDisplay(), coding.getCode()));
    } else if (value instanceof HumanName name) {
      return of(name);
    } else if (value instanceof Range range) {
      return range(of(range.getLow()), of(range.getHigh()));
    } else if (value instanceof Ratio ratio) {
      return between(" / ", of(ratio.getNumerator()), of(ratio.getDenominator()));
    } else if (value instanceof Period period) {
      return between(" – ", of(period.getStartElement()), of(period.getEndElement()));
    } else if (value instanceof BaseDateTimeType time) {
      return said(time.getValueAsString()).map(ValueInWords::moment);
    }
    return value instanceof PrimitiveType<?> primitive
        ? said(primitive.getValueAsString())
        : Optional.empty();
  }

  /** The text, else the first display, else the first code. */
  static Optional<String> of(CodeableConcept concept) {
    return said(concept.getText())
        .or(() -> said(concept.getCoding().stream().map(Coding::getDisplay)))
        .or(() -> said(concept.getCoding().stream().map(Coding::getCode)));
  }

  static Optional<String> of(HumanName name) {
    var parts =
        Stream.concat(
            name.getGiven().stream().flatMap(given -> of(given).stream()),
            said(name.getFamily()).stream());
    return said(name.getText()).or(() -> said(parts.collect(Collectors.joining(" "))));
  }

  /** From, to, or both. */
  static Optional<String> range(Optional<String> low, Optional<String> high) {
    return low.isPresent() && high.isPresent()
        ? Optional.of(low.get() + " – " + high.get())
        : low.map(least -> "≥ " + least).or(() -> high.map(most -> "≤ " + most));
  }

  static Optional<String> said(String text) {
    return Optional.ofNullable(text).filter(words -> !words.isBlank());
  }

  private static Optional<String> of(Quantity quantity) {
    var comparator = quantity.getComparatorElement().getValueAsString();
    var number = quantity.getValueElement().getValueAsString();
    return said(
        Stream.of(
                said(comparator),
                said(number),
                said(
                    Stream.of(quantity.getUnit(), quantity.getCode()).filter(unit -> unit != null)))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" ")));
  }

  private static String moment(String written) {
    try {
      return MINUTE.format(Times.shown(OffsetDateTime.parse(written).toInstant()));
    } catch (DateTimeParseException dayOrLess) {
      return written;
    }
  }

  private static Optional<String> said(Stream<String> texts) {
    return texts.flatMap(text -> said(text).stream()).findFirst();
  }

  /** What is open at one end says so. */
  private static Optional<String> between(
      String sign, Optional<String> from, Optional<String> until) {
    return from.isEmpty() && until.isEmpty()
        ? Optional.empty()
        : Optional.of(from.orElse("…") + sign + until.orElse("…"));
  }
}
