package be.schakel.edge;

import be.schakel.partner.IdentifierType;
import be.schakel.partner.Registration;
import be.schakel.partner.Registration.DatedName;
import be.schakel.partner.Registration.Identifier;
import be.schakel.partner.Registration.Status;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Invented registrations. */
final class Registered {

  private Registered() {}

  static Registration hospital() {
    return partner("uz-proef", Status.ACTIVE, Set.of());
  }

  /** {@code processor} may act for it. */
  static Registration processedBy(String code, String processor) {
    return partner(code, Status.ACTIVE, Set.of(processor));
  }

  static Registration partner(String code, Status status, Set<String> processors) {
    var name =
        Map.of(Language.NL, "UZ Proef", Language.FR, "CHU Essai", Language.EN, "Trial Hospital");
    return new Registration(
        code,
        PartnerKind.HOSPITAL,
        status,
        List.of(new DatedName(LocalDate.of(2024, 1, 1), name)),
        List.of(new Identifier(IdentifierType.RIZIV, "71990133")),
        Optional.empty(),
        Optional.empty(),
        Set.of(Purpose.SUBMIT, Purpose.FOLLOW_UP_OWN),
        Set.of("system/ServiceRequest.c", "system/ServiceRequest.r", "system/Task.r"),
        List.of(),
        List.of(),
        Optional.of("+32 3 000 00 00"),
        Optional.empty(),
        Map.of(),
        processors,
        List.of());
  }
}
