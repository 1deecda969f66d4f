package be.schakel.fhir.in;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.vocabulary.Insz;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Patient as a child of the submission. Pure. */
final class PatientToChild {

  /** Marks a number that is not the number itself (hl7.fhir.be.infsec). */
  private static final String PSEUDONYM =
      "https://www.ehealth.fgov.be/standards/fhir/infsec/StructureDefinition/"
          + "be-ext-pseudonymization";

  /** Of a number that was somebody's once. */
  private static final String OLD = "old";

  private static final String IN_USE = "usual, official, secondary";

  private static final Pattern POSTAL_CODE = Pattern.compile("(?i)\\s*(?:BE?[ -]*)?(\\d{4})\\s*");
  private static final Map<String, String> BELGIUM =
      Map.of(
          "B",
          "BE",
          "BEL",
          "BE",
          "BELGIE",
          "BE",
          "BELGIË",
          "BE",
          "BELGIQUE",
          "BE",
          "BELGIUM",
          "BE",
          "BELGIEN",
          "BE");

  private PatientToChild() {}

  static void map(Intake intake, Element patient, Draft child) {
    intake.only(patient, "active", Set.of("true"));
    number(intake, patient)
        .ifPresentOrElse(
            number -> child.text("insz", number.value(), number.path()),
            () -> otherNumber(intake, patient));
    child.text(
        "noInszReason", Codes.code(Codes.extension(patient, "no-insz-reason"), "no-insz-reason"));
    Names.map(intake, patient, child);
    child.text("birthDate", patient.one("birthDate"));
    child.text("expectedBirthDate", Codes.value(Codes.extension(patient, "expected-birth-date")));
    patient
        .one("gender")
        .ifPresent(
            gender ->
                gender
                    .text()
                    .ifPresent(
                        text ->
                            child.text("gender", text.toUpperCase(Locale.ROOT), gender.path())));
    home(patient).ifPresent(address -> address(intake, address, child));
    child.flag("secretAddress", Codes.value(Codes.extension(patient, "secret-address")));
    Informing.map(patient, child);
  }

  /** A national number without what people put in it, and where it stands. */
  record Number(String value, String path) {}

  /** The child is known by it from now on; that it was written otherwise is told. */
  static Optional<Number> number(Intake intake, Element patient) {
    return numbers(patient)
        .filter(identifier -> !identifier.is("use", OLD))
        .findFirst()
        .flatMap(
            identifier -> {
              var system = identifier.text("system");
              var value = identifier.one("value").flatMap(Element::text);
              var plain = value.map(given -> new Insz(given).value());
              plain.ifPresent(number -> intake.children().number(patient, number));
              if (!plain.equals(value) || !system.equals(Optional.of(Systems.SSIN))) {
                intake.ofSystem(identifier, Systems.SSIN);
              }
              return plain.map(number -> new Number(number, identifier.path("value")));
            });
  }

  /**
   * Tells of a number that is not taken for that of the child, so that it is not lost in a remark:
   * an old one, or one under a system that is none of national numbers.
   *
   * @return whether there is one, and no reason why there would be none
   */
  static boolean otherNumber(Intake intake, Element patient) {
    if (Codes.extension(patient, "no-insz-reason").isPresent()) {
      return false;
    }
    var old = numbers(patient).filter(identifier -> identifier.is("use", OLD)).findFirst();
    if (old.isPresent()) {
      intake.wrong(old.get().path("use"), Code.INVALID_VALUE, IN_USE);
      return true;
    }
    var elsewhere =
        patient.all("identifier").stream()
            .filter(identifier -> !Systems.isSsin(identifier.node().path("system").asText()))
            .filter(PatientToChild::looksLikeNumber)
            .findFirst();
    elsewhere.ifPresent(
        identifier -> intake.wrong(identifier.path("system"), Code.WRONG_SYSTEM, Systems.SSIN));
    return elsewhere.isPresent();
  }

  /** Of other numbers hardly any has both check digits and a day of birth. */
  private static boolean looksLikeNumber(Element identifier) {
    return !pseudonymised(identifier)
        && new Insz(identifier.node().path("value").asText()).birthDate().isPresent();
  }

  private static Stream<Element> numbers(Element patient) {
    return patient.all("identifier").stream().filter(PatientToChild::isNumber);
  }

  /** The national number that an identifier is. */
  static Optional<Insz> number(Element identifier) {
    return Optional.of(identifier)
        .filter(PatientToChild::isNumber)
        .map(any -> new Insz(any.node().path("value").asText()))
        .filter(number -> !number.value().isEmpty());
  }

  /** Whether an identifier is a national number, as it is. */
  static boolean isNumber(Element identifier) {
    return Systems.isSsin(identifier.node().path("system").asText()) && !pseudonymised(identifier);
  }

  private static boolean pseudonymised(Element identifier) {
    return identifier.at("_value").all("extension").stream()
        .anyMatch(extension -> extension.is("url", PSEUDONYM));
  }

  /** The home, else the first that is not an old one. */
  private static Optional<Element> home(Element patient) {
    var current =
        patient.all("address").stream().filter(address -> !address.is("use", "old")).toList();
    return current.stream()
        .filter(address -> address.is("use", "home"))
        .findFirst()
        .or(() -> current.stream().findFirst());
  }

  private static void address(Intake intake, Element address, Draft child) {
    var draft = child.inner("address", address.path());
    var lines = address.all("line");
    lines.forEach(line -> line.text().ifPresent(text -> draft.add("lines", text, line.path())));
    if (lines.isEmpty()) {
      // Some systems know an address only as it is printed
      address
          .one("text")
          .ifPresent(
              printed ->
                  printed
                      .text()
                      .ifPresent(
                          text -> {
                            List.of(text.split("\\R"))
                                .forEach(line -> draft.add("lines", line, printed.path()));
                            intake.normalised(printed.path(), "Address.line");
                          }));
    }
    changed(
        draft,
        "postalCode",
        address.one("postalCode"),
        (place, value) -> intake.withoutSigns(place),
        text -> {
          var match = POSTAL_CODE.matcher(text);
          return match.matches() ? match.group(1) : text;
        });
    draft.text("city", address.one("city"));
    changed(
        draft,
        "country",
        address.one("country"),
        (place, value) ->
            intake.normalised(place, value.equals("BE") ? value : "ISO 3166-1 alpha-2"),
        text -> {
          var upper = text.strip().toUpperCase(Locale.ROOT);
          return BELGIUM.getOrDefault(upper, upper);
        });
  }

  private static void changed(
      Draft draft,
      String name,
      Optional<Element> from,
      BiConsumer<String, String> told,
      UnaryOperator<String> plain) {
    from.ifPresent(
        element ->
            element
                .text()
                .ifPresent(
                    text -> {
                      var value = plain.apply(text);
                      draft.text(name, value, element.path());
                      if (!value.equals(text)) {
                        told.accept(element.path(), value);
                      }
                    }));
  }
}
