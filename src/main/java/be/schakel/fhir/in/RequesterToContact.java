package be.schakel.fhir.in;

import be.schakel.problem.Code;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The requester of a ServiceRequest as the contact of the submission. Pure. */
final class RequesterToContact {

  private static final List<String> KINDS =
      List.of("PractitionerRole", "Practitioner", "Organization");

  private RequesterToContact() {}

  static void map(Intake intake, Element request, Draft submission) {
    var requester = request.one("requester");
    if (requester.isEmpty()) {
      return;
    }
    var contact = submission.inner("contact", requester.get().path());
    var found = intake.follow(requester.get(), request);
    if (found.isEmpty()) {
      contact.text("name", requester.get().one("display"));
      return;
    }
    if (!KINDS.contains(found.get().type())) {
      intake.wrong(requester.get().path("reference"), Code.INVALID_VALUE, String.join(", ", KINDS));
      return;
    }
    var resource = found.get().resource();
    if (found.get().type().equals("PractitionerRole")) {
      role(intake, resource, contact);
    } else {
      named(resource, contact);
      reachable(contact, List.of(resource));
    }
  }

  private static void role(Intake intake, Element role, Draft contact) {
    var person =
        role.one("practitioner")
            .flatMap(
                reference ->
                    intake
                        .follow(reference, role)
                        .map(References.Found::resource)
                        .or(() -> Optional.of(reference)));
    var organization =
        role.one("organization")
            .flatMap(reference -> intake.follow(reference, role))
            .map(References.Found::resource);
    organization.ifPresent(RequesterToContact::known);
    person.ifPresent(one -> named(one, contact));
    role.one("code")
        .ifPresent(
            code -> {
              contact.text("role", word(code));
              code.readWhole();
            });
    reachable(
        contact,
        Stream.of(Stream.of(role), person.stream(), organization.stream())
            .flatMap(each -> each)
            .toList());
  }

  /**
   * The partner is known by its certificate. What its numbers in a register are and how it is
   * reached, the sender is told where it is not kept.
   */
  private static void known(Element organization) {
    var telecom = organization.all("telecom").stream().map(Element::path).toList();
    organization
        .children()
        .filter(each -> !RegisterNumbers.isNumber(each) && !telecom.contains(each.path()))
        .forEach(Element::readWhole);
  }

  /** A Practitioner, an Organization, or a reference that only shows a name. */
  private static void named(Element somebody, Draft contact) {
    var name = somebody.one("name");
    if (name.isPresent() && name.get().node().isObject()) {
      Names.whole(somebody).ifPresent(text -> contact.text("name", text, name.get().path()));
    } else {
      contact.text("name", name.or(() -> somebody.one("display")));
    }
  }

  /** The word people use for it, before a code of some terminology. */
  private static Optional<Element> word(Element concept) {
    var coding = concept.one("coding");
    return concept
        .one("text")
        .or(() -> coding.flatMap(each -> each.one("display")))
        .or(() -> coding.flatMap(each -> each.one("code")));
  }

  private static void reachable(Draft contact, List<Element> places) {
    contact.text("phone", telecom(places, "phone"));
    contact.text("email", telecom(places, "email"));
  }

  private static Optional<Element> telecom(List<Element> places, String system) {
    return places.stream()
        .flatMap(place -> place.all("telecom").stream())
        .filter(telecom -> telecom.is("system", system))
        .findFirst()
        .flatMap(
            telecom -> {
              telecom.text("system");
              return telecom.one("value");
            });
  }
}
