package be.schakel.fhir.in;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reference to a partner organisation, by its identifier here. Pure. */
final class Partners {

  private static final Pattern ORGANIZATION = Pattern.compile("(?:.*/)?Organization/[^/]+");

  private Partners() {}

  /** The partner code, in the reference itself or in the Organization that it leads to. */
  static Optional<Element> code(Intake intake, Element reference, Element within) {
    return own(reference)
        .or(
            () -> {
              var elsewhere = elsewhere(intake, reference, within);
              elsewhere.ifPresent(
                  literal ->
                      intake.wrong(literal.path(), Code.PARTNER_BY_IDENTIFIER, Systems.PARTNER));
              return elsewhere.isPresent()
                  ? Optional.empty()
                  : intake.follow(reference, within).flatMap(found -> own(found.resource()));
            });
  }

  /** An Organization that is not in the Bundle: its id on some server says nothing here. */
  private static Optional<Element> elsewhere(Intake intake, Element reference, Element within) {
    return reference
        .one("reference")
        .filter(literal -> ORGANIZATION.matcher(literal.node().asText()).matches())
        .filter(literal -> intake.references().resolve(literal.node().asText(), within).isEmpty());
  }

  private static Optional<Element> own(Element identified) {
    return identified.all("identifier").stream()
        .filter(identifier -> identifier.is("system", Systems.PARTNER))
        .findFirst()
        .flatMap(
            identifier -> {
              identifier.text("system");
              return identifier.one("value");
            });
  }
}
