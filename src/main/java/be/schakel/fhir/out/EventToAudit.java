package be.schakel.fhir.out;

import be.schakel.disclosure.Aspect;
import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.EventView;
import be.schakel.disclosure.External;
import be.schakel.fhir.guide.Period;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.Purpose;
import java.util.Optional;
import java.util.StringJoiner;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * What an entry of the log tells, as FHIR R4 {@code AuditEvent}s in the patterns of IHE BALP. Pure.
 *
 * <p>An entry is about one child at most, so an event is too. It holds the child's pseudonym and
 * codes; there is no narrative in the log that could get into it.
 */
public final class EventToAudit {

  /** R4, codes of the source of an event: an application server. */
  private static final Coding SERVER =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");

  private final Gateway gateway;
  private final DisclosureEntry entry;
  private final Language language;
  private final AuditEvent event = new AuditEvent();

  private EventToAudit(Gateway gateway, DisclosureEntry entry, Language language) {
    this.gateway = gateway;
    this.entry = entry;
    this.language = language;
  }

  public static AuditEvent map(EventView told, Gateway gateway, Language language) {
    var aspect = told.aspect().orElseThrow();
    var event = new EventToAudit(gateway, told.entry().orElseThrow(), language).event(aspect);
    event.setId(AuditIds.id(told.id().orElseThrow(), aspect));
    return event;
  }

  /**
   * A disclosure as its child's family may be told of it: no person, no token, no consent and no
   * request, which would tell more than the line does.
   *
   * @param line what may be told of it, and nothing else
   * @param recipient who got it, in words
   * @param child in the same document
   * @param centre that tells it, in the same document
   */
  static AuditEvent toFamily(
      DisclosureEntry line,
      String recipient,
      Reference child,
      Reference centre,
      Gateway gateway,
      Language language) {
    var told = new EventToAudit(gateway, line, language);
    told.disclosed();
    var kind = line.partner().map(party -> Coded.coding(party.kind(), language));
    told.agents().gateway(Balp.SOURCE).recipient(recipient, kind).custodian(centre);
    told.entities().patient(child).data();
    told.profile("PrivacyDisclosure.Source");
    return told.event;
  }

  private void recorded(AuditEventAction action, AuditEventOutcome outcome) {
    var at = entry.recordedAt().atZone(Period.BRUSSELS).toOffsetDateTime();
    event.getMeta().setLastUpdatedElement(Coded.instant(at));
    event.setRecordedElement(Coded.instant(at));
    event.setAction(action).setOutcome(outcome).setOutcomeDesc(outcomeInWords());
    entry.purpose().ifPresent(purpose -> event.addPurposeOfEvent(purpose(purpose)));
    entry.ground().ifPresent(code -> event.addExtension(Coded.extension("legal-ground", code)));
    if (!entry.policyVersion().isEmpty()) {
      event.addExtension(Coded.extension("policy-version", new StringType(entry.policyVersion())));
    }
    event.getSource().setObserver(gateway.observer()).addType(SERVER.copy());
  }

  private AuditEvent event(Aspect aspect) {
    switch (aspect) {
      case ACT -> act();
      case DISCLOSURE -> disclosure();
      case DECISION -> decision();
      case REFUSAL -> refusal();
    }
    return event;
  }

  /** PrivacyDisclosure.Source: what left, to whom. */
  private void disclosure() {
    disclosed();
    agents().gateway(Balp.SOURCE).recipient().user().token().custodian();
    entities().patient().data().document().consents().request();
    profile("PrivacyDisclosure.Source");
  }

  private void disclosed() {
    recorded(AuditEventAction.R, AuditEventOutcome._0);
    event.setType(Balp.EXPORT.copy()).addSubtype(Balp.DISCLOSED.copy());
    interaction(entry.action()).ifPresent(event::addSubtype);
    entry.external().ifPresent(this::outside);
  }

  /** What went past the gateway has a time of its own; the event has that of the recording. */
  private void outside(External external) {
    var at = Coded.time(external.occurredAt().atZone(Period.BRUSSELS).toOffsetDateTime());
    event.getPeriod().setStartElement(at).setEndElement(at.copy());
    event.addExtension(Coded.extension("disclosure-way", external.way()));
  }

  /** AuthZconsent: what the policy decided, by which rules and on which consents. */
  private void decision() {
    recorded(AuditEventAction.E, decided());
    event.setType(Balp.ALERT.copy()).addSubtype(Balp.BY_CONSENT.copy());
    agents().partner(Balp.APPLICATION).user().userOrganisation().authorizer();
    entities().patient().consents().token();
    profile("AuthZconsent");
  }

  private AuditEventOutcome decided() {
    return switch (entry.outcome()) {
      case PERMIT -> AuditEventOutcome._0;
      case PARTIAL -> AuditEventOutcome._4;
      case DENY -> AuditEventOutcome._8;
    };
  }

  /** What was done with the gateway. */
  private void act() {
    var outcome = entry.outcome() == LogOutcome.DENY ? AuditEventOutcome._8 : AuditEventOutcome._0;
    recorded(done(entry.action()), outcome);
    switch (entry.action()) {
      case SUBMIT -> rest("create").brought("Create");
      case UPDATE, CONSENT -> rest("update").brought("Update");
      case READ, DOCUMENT_READ -> rest("read").fetched();
      case SEARCH, LOOK_UP, EVENT_PULL -> rest("search-type").searched();
      case TOKEN -> security(Balp.AUTHENTICATION, Balp.LOGIN);
      case CERTIFICATE -> security(Balp.ALERT, Balp.NODE);
      case BREAK_GLASS -> security(Balp.ALERT, Balp.EMERGENCY);
      case EXTERNAL -> security(Balp.EXPORT, Balp.DISCLOSED);
      case AUDIT_READ -> {
        event.setType(Balp.LOG_USED.copy());
        agents().partner(Balp.SOURCE).gateway(Balp.DESTINATION).user().token();
        entities().patient().log().request();
      }
    }
  }

  private EventToAudit rest(String interaction) {
    event.setType(Balp.RESTFUL.copy()).addSubtype(Balp.interaction(interaction));
    return this;
  }

  private void brought(String pattern) {
    agents().partner(Balp.SOURCE).gateway(Balp.DESTINATION).informant().token().custodian();
    entities().patient().data().request();
    ofPatient(pattern);
  }

  private void fetched() {
    agents().partner(Balp.DESTINATION).gateway(Balp.SOURCE).user().token().custodian();
    entities().patient().data().document().request();
    ofPatient("Read");
  }

  private void searched() {
    agents().partner(Balp.SOURCE).gateway(Balp.DESTINATION).user().token().custodian();
    entities().patient().query().request();
    ofPatient("Query");
  }

  private void ofPatient(String pattern) {
    profile(entry.subject().isPresent() ? "Patient" + pattern : pattern);
  }

  private void security(Coding type, Coding subtype) {
    event.setType(type.copy()).addSubtype(subtype.copy());
    agents().partner(Balp.APPLICATION).gateway(Balp.DESTINATION).user().token().custodian();
    entities().patient().request();
  }

  /** Somebody was turned away: a security event, whatever was tried. */
  private void refusal() {
    recorded(done(entry.action()), AuditEventOutcome._8);
    switch (entry.action()) {
      case TOKEN -> security(Balp.AUTHENTICATION, Balp.LOGIN);
      case CERTIFICATE -> security(Balp.ALERT, Balp.NODE);
      case BREAK_GLASS -> security(Balp.ALERT, Balp.EMERGENCY);
      default -> {
        event.setType(Balp.ALERT.copy());
        interaction(entry.action()).ifPresent(event::addSubtype);
        agents().partner(Balp.APPLICATION).gateway(Balp.DESTINATION).user().token();
        entities().data().request();
      }
    }
  }

  private static AuditEventAction done(LogAction action) {
    return switch (action) {
      case SUBMIT -> AuditEventAction.C;
      case UPDATE, CONSENT -> AuditEventAction.U;
      case READ, DOCUMENT_READ, AUDIT_READ, EXTERNAL -> AuditEventAction.R;
      default -> AuditEventAction.E;
    };
  }

  private static Optional<Coding> interaction(LogAction action) {
    var code =
        switch (action) {
          case SUBMIT -> "create";
          case UPDATE, CONSENT -> "update";
          case READ, DOCUMENT_READ -> "read";
          case SEARCH, LOOK_UP, EVENT_PULL -> "search-type";
          default -> "";
        };
    return Optional.of(code).filter(some -> !some.isEmpty()).map(Balp::interaction);
  }

  /** Codes alone: the rule, what was withheld, what is special about it. */
  private String outcomeInWords() {
    var words = new StringJoiner(" ");
    words.add(entry.rule());
    if (!entry.withheld().isEmpty()) {
      words.add("withheld: " + AuditEntities.listed(entry.withheld()));
    }
    entry.flags().forEach(words::add);
    return words.toString();
  }

  /** Our own code, and the one that other systems know where there is one that fits. */
  private CodeableConcept purpose(Purpose purpose) {
    var concept = new CodeableConcept();
    var known =
        switch (purpose) {
          case CONSULT, CARE_COORDINATION -> "TREAT";
          case EMERGENCY -> "BTG";
          case JUDICIAL_PROTECTION -> "HLEGAL";
          case RIGHTS_REQUEST -> "PATRQT";
          default -> "";
        };
    if (!known.isEmpty()) {
      concept.addCoding(new Coding(Balp.V3 + "ActReason", known, null));
    }
    return concept.addCoding(Coded.coding(purpose, language));
  }

  private void profile(String name) {
    event.getMeta().addProfile(Balp.profile(name));
    if (event.getAgent().stream().anyMatch(agent -> agent.hasPolicy())) {
      event.getMeta().addProfile(Balp.profile("OAUTHaccessTokenUse.Minimal"));
    }
  }

  private AuditAgents agents() {
    return new AuditAgents(gateway, entry, event);
  }

  private AuditEntities entities() {
    return new AuditEntities(entry, event, language);
  }
}
