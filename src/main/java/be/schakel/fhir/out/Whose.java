package be.schakel.fhir.out;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/**
 * Whom the references of one document mean: a result that is taken for that of another child is
 * worse than none. Not thread-safe.
 */
final class Whose {

  private final References references;
  private final Map<Resource, Optional<String>> names = new IdentityHashMap<>();

  Whose(References references) {
    this.references = references;
  }

  /** What a person or an organisation is called. */
  Optional<String> name(Reference who, Resource from) {
    return references
        .follow(who, from)
        .flatMap(found -> names.computeIfAbsent(found, Whose::name))
        .or(() -> ValueInWords.said(who.getDisplay()));
  }

  /** Whom a reference means: two that mean the same are equal, and what says nothing means none. */
  Optional<Object> meant(Reference who, Resource from) {
    return references
        .follow(who, from)
        .map(Object.class::cast)
        .or(() -> references.elsewhere(who, from))
        .or(() -> number(who).map(number -> who.getIdentifier().getSystem() + "|" + number));
  }

  /**
   * What somebody is called, else numbered.
   *
   * @param known of whom nobody needs to be told again
   */
  Optional<String> of(Reference who, Resource from, Optional<Object> known) {
    var meant = meant(who, from);
    return meant.isPresent() && meant.equals(known)
        ? Optional.empty()
        : name(who, from).or(() -> ValueInWords.said(who.getReference())).or(() -> number(who));
  }

  private static Optional<String> number(Reference who) {
    return ValueInWords.said(who.getIdentifier().getValue());
  }

  private static Optional<String> name(Resource resource) {
    if (resource instanceof Organization organization) {
      return ValueInWords.said(organization.getName());
    } else if (resource instanceof Practitioner person) {
      return ValueInWords.of(person.getNameFirstRep());
    } else if (resource instanceof Patient child) {
      return ValueInWords.of(child.getNameFirstRep())
          .or(() -> ValueInWords.said(child.getIdentifierFirstRep().getValue()));
    } else if (resource instanceof Group several) {
      return ValueInWords.said(several.getName());
    }
    return resource instanceof RelatedPerson person
        ? ValueInWords.of(person.getNameFirstRep())
        : Optional.empty();
  }
}
