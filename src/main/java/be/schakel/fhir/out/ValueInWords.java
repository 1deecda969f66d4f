package be.schakel.fhir.out;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Type;

/**
 * A value of R4 as a person reads it: what its sender wrote, with its digits and its unit, and
 * nothing converted. Pure.
 */
final class ValueInWords {

  private ValueInWords() {}

  /** Empty where there is none, or one of a type that has no words. */
  static Optional<String> of(Type value) {
    if (value instanceof Quantity quantity) {
      return of(quantity);
    } else if (value instanceof CodeableConcept concept) {
      return of(concept);
    } else if (value instanceof Coding coding) {
      return of(coding);
    } else if (value instanceof HumanName name) {
      return of(name);
    } else if (value instanceof Range range) {
      return joined(" – ", of(range.getLow()), of(range.getHigh()));
    } else if (value instanceof Ratio ratio) {
      return joined(" / ", of(ratio.getNumerator()), of(ratio.getDenominator()));
    } else if (value instanceof Period period) {
      return joined(" – ", of(period.getStartElement()), of(period.getEndElement()));
    } else if (value instanceof SampledData sampled) {
      return said(sampled.getData());
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

  private static Optional<String> of(Coding coding) {
    return said(Stream.of(coding.getDisplay(), coding.getCode()));
  }

  private static Optional<String> of(Quantity quantity) {
    var comparator = quantity.hasComparator() ? quantity.getComparator().toCode() : null;
    var unit = said(Stream.of(quantity.getUnit(), quantity.getCode()));
    return of(quantity.getValueElement())
        .flatMap(digits -> joined(" ", said(comparator), Optional.of(digits), unit));
  }

  static Optional<String> said(String text) {
    return Optional.ofNullable(text).filter(words -> !words.isBlank());
  }

  private static Optional<String> said(Stream<String> texts) {
    return texts.flatMap(text -> said(text).stream()).findFirst();
  }

  @SafeVarargs
  private static Optional<String> joined(String between, Optional<String>... parts) {
    return said(Stream.of(parts).flatMap(Optional::stream).collect(Collectors.joining(between)));
  }
}
