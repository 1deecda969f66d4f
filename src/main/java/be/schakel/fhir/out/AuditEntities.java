package be.schakel.fhir.out;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.fhir.guide.Systems;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** What an event was about: the child, what left, the consent, the request. Pure. */
final class AuditEntities {

  private final DisclosureEntry entry;
  private final AuditEvent event;
  private final Language language;

  AuditEntities(DisclosureEntry entry, AuditEvent event, Language language) {
    this.entry = entry;
    this.event = event;
    this.language = language;
  }

  /** The child, by its pseudonym alone. */
  AuditEntities patient() {
    entry
        .subject()
        .ifPresent(
            pseudonym ->
                entity(Balp.PERSON)
                    .setRole(Balp.PATIENT.copy())
                    .setWhat(reference("Patient", Systems.PSEUDONYM, pseudonym)));
    return this;
  }

  /** The report, and the categories of it that left. */
  AuditEntities data() {
    var data = entity(Balp.OBJECT).setRole(Balp.RESOURCE.copy());
    entry
        .referral()
        .ifPresentOrElse(
            id -> data.setWhat(reference("ServiceRequest", Systems.REFERRAL, id.toString())),
            () -> data.setWhat(new Reference().setDisplay(entry.action().name())));
    entry
        .external()
        .ifPresent(
            external ->
                external
                    .documents()
                    .forEach(
                        digest ->
                            data.addDetail().setType("sha256").setValue(new StringType(digest))));
    entry.categories().forEach(each -> data.addSecurityLabel(Coded.coding(each, language)));
    return this;
  }

  /** The document, beside the report that it belongs to: a pattern of BALP has one data entity. */
  AuditEntities document() {
    entry
        .document()
        .ifPresent(
            id ->
                entity(Balp.DOCUMENT)
                    .setWhat(reference("DocumentReference", Systems.DOCUMENT, id.toString())));
    return this;
  }

  /** The child, where who reads it may know more of it than a pseudonym. */
  AuditEntities patient(Reference child) {
    entity(Balp.PERSON).setRole(Balp.PATIENT.copy()).setWhat(child);
    return this;
  }

  /** What was searched for, as the log has it: without a value that identifies a child. */
  AuditEntities query() {
    query(entity(Balp.OBJECT).setRole(Balp.QUERY.copy()));
    return this;
  }

  /** The log itself. */
  AuditEntities log() {
    query(entity(Balp.OBJECT).setRole(Balp.SECURITY_RESOURCE.copy()));
    return this;
  }

  private void query(AuditEventEntityComponent entity) {
    var words = entry.filter().orElseGet(() -> entry.action().name());
    entity.setDescription(words).setQuery(words.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The consents that it rests on. Where it rests on none, the version of the policy that stands in
   * for one (a logical reference: IHE PCF calls it an implicit policy).
   */
  AuditEntities consents() {
    var consents = new TreeSet<UUID>();
    entry.consent().ifPresent(consents::add);
    entry.decisions().forEach(ruling -> ruling.consent().ifPresent(consents::add));
    for (var id : consents) {
      decided(
          entity(Balp.CONSENT).setWhat(reference("Consent", Systems.CONSENT, id.toString())),
          Optional.of(id));
    }
    if (consents.isEmpty()) {
      var version = entry.policyVersion().isEmpty() ? "none" : entry.policyVersion();
      decided(
          entity(Balp.CONSENT)
              .setWhat(reference("Consent", Systems.URI, Systems.OWN + "policy/" + version)),
          Optional.empty());
    }
    return this;
  }

  /** Each decision that rests on this consent; on the policy alone, all of them. */
  private void decided(AuditEventEntityComponent entity, Optional<UUID> consent) {
    for (var ruling : entry.decisions()) {
      if (consent.isEmpty() || consent.equals(ruling.consent())) {
        var ground = ruling.ground().map(code -> " " + code).orElse("");
        entity
            .addDetail()
            .setType((ruling.permit() ? "permit " : "deny ") + ruling.rule() + ground)
            .setValue(new StringType(listed(ruling.categories())));
      }
    }
  }

  /** The token that the asker showed, where an event has it among its entities. */
  AuditEntities token() {
    entry
        .token()
        .ifPresent(
            id ->
                entity(Balp.TOKEN)
                    .setWhat(
                        new Reference().setIdentifier(new Identifier().setValue(Balp.JTI + id))));
    return this;
  }

  /** What joins it to the other events of one request. */
  AuditEntities request() {
    entity(Balp.REQUEST)
        .setWhat(
            new Reference()
                .setIdentifier(
                    new Identifier().setSystem(Systems.REQUEST).setValue(entry.requestId())));
    return this;
  }

  static String listed(Collection<DataCategory> categories) {
    return categories.stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  private AuditEventEntityComponent entity(Coding type) {
    return event.addEntity().setType(type.copy());
  }

  private static Reference reference(String type, String system, String value) {
    return new Reference()
        .setType(type)
        .setIdentifier(new Identifier().setSystem(system).setValue(value));
  }
}
