package be.schakel.fhir.in;

import be.schakel.fhir.guide.Systems;
import java.util.Optional;

/** A reference to a partner organisation, by its identifier here. Pure. */
final class Partners {

  private Partners() {}

  /** The partner code, in the reference itself or in the Organization that it leads to. */
  static Optional<Element> code(Intake intake, Element reference, Element within) {
    return own(reference)
        .or(() -> intake.follow(reference, within).flatMap(found -> own(found.resource())));
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
