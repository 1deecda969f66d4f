package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** Codes, extensions, times and references as every resource of ours writes them. Pure. */
public final class Coded {

  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  private Coded() {}

  static Coding coding(Enum<?> code, Language language) {
    return new Coding(
        Systems.list(code.getDeclaringClass()), code.name(), Display.of(code, language));
  }

  public static CodeableConcept concept(Enum<?> code, Language language) {
    return new CodeableConcept(coding(code, language));
  }

  /**
   * Stands in the place of a value that R4 asks for and that is not given: {@code unknown}, or
   * {@code masked} where it may not leave (R4, data-absent-reason).
   */
  static Extension absent(String reason) {
    return new Extension(ABSENT, new CodeType(reason));
  }

  static Extension extension(String name, Type value) {
    return new Extension(Systems.EXTENSION + name, value);
  }

  static Extension extension(String name, Enum<?> code) {
    return extension(name, new CodeType(code.name()));
  }

  public static DateTimeType time(OffsetDateTime time) {
    return new DateTimeType(written(time));
  }

  public static InstantType instant(OffsetDateTime time) {
    return new InstantType(written(time));
  }

  /** To the millisecond, which is as far as many clients carry a time back. */
  private static String written(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.MILLIS));
  }

  public static Reference reference(String type, UUID id) {
    return new Reference(type + "/" + id);
  }

  /** A reference to a resource contained in the same one. */
  public static Reference contained(String id) {
    return new Reference("#" + id);
  }
}
