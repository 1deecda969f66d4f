package be.schakel.fhir.out;

import be.schakel.disclosure.CentreNames;
import be.schakel.disclosure.DisclosureEntry;
import be.schakel.fhir.guide.Systems;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Who took part in an event: the gateway, the partner, its person, its token, the centre. Pure. */
final class AuditAgents {

  private static final String UNKNOWN = "unknown";
  private static final String CERTIFICATE = "CERTIFICATE:";

  private final Gateway gateway;
  private final DisclosureEntry entry;
  private final AuditEvent event;

  AuditAgents(Gateway gateway, DisclosureEntry entry, AuditEvent event) {
    this.gateway = gateway;
    this.entry = entry;
    this.event = event;
  }

  /** The gateway, which observes all of it: the very reference of {@code source.observer}. */
  AuditAgents gateway(Coding type) {
    var agent = recorder(type);
    agent.getNetwork().setAddress(gateway.host()).setType(AuditEventAgentNetworkType._1);
    return this;
  }

  /** The gateway as the one that decides: who it is, and no more. */
  AuditAgents authorizer() {
    recorder(Balp.AUTHORIZER);
    return this;
  }

  private AuditEventAgentComponent recorder(Coding type) {
    return agent(type, false).setWho(gateway.observer());
  }

  /** Who got it: the partner that asked, or whom a centre told outside the gateway. */
  AuditAgents recipient() {
    if (entry.external().isEmpty()) {
      return partner(Balp.DESTINATION);
    }
    var external = entry.external().get();
    var agent = agent(Balp.DESTINATION, false);
    external.recipient().ifPresent(party -> agent.setWho(partner(party.code())));
    external.authority().ifPresent(function -> agent.getWho().setDisplay(function));
    if (!agent.hasWho()) {
      agent.getWho().setDisplay(UNKNOWN);
    }
    agent.getNetwork().setAddressElement(absent("not-applicable"));
    return this;
  }

  /** Who got it, as who reads it may know it: in words, and of what kind. */
  AuditAgents recipient(String name, Optional<Coding> kind) {
    var agent = agent(Balp.DESTINATION, false);
    agent.getWho().setDisplay(name);
    kind.ifPresent(each -> agent.addRole(Balp.concept(each)));
    agent.getNetwork().setAddressElement(absent("masked"));
    return this;
  }

  /** The partner at the other end of the connection. */
  AuditAgents partner(Coding type) {
    var agent = agent(type, entry.professional().isEmpty());
    entry.partner().ifPresent(party -> agent.setWho(partner(party.code())));
    if (entry.partner().isEmpty()) {
      agent.getWho().setDisplay(UNKNOWN);
    }
    entry.flags().stream()
        .filter(flag -> flag.startsWith(CERTIFICATE))
        .findFirst()
        .ifPresent(flag -> agent.setAltId(flag.substring(CERTIFICATE.length())));
    var network = agent.getNetwork();
    network.setType(AuditEventAgentNetworkType._2);
    entry.address().ifPresent(network::setAddress);
    if (entry.address().isEmpty()) {
      network.setAddressElement(absent(UNKNOWN));
    }
    return this;
  }

  /** The person who acts for it; the partner itself where no person does. */
  AuditAgents user() {
    return person(Balp.USER);
  }

  /** The person who brings what is submitted. */
  AuditAgents informant() {
    return person(Balp.INFORMANT);
  }

  private AuditAgents person(Coding type) {
    entry
        .professional()
        .ifPresent(
            person -> {
              var agent = agent(type, true);
              agent.setWho(person.id().isEmpty() ? organisation() : professional(person.id()));
              agent.addRole(new CodeableConcept().setText(person.role()));
            });
    return this;
  }

  AuditAgents userOrganisation() {
    agent(Balp.USER_ORGANISATION, false).setWho(organisation());
    return this;
  }

  /** The use of an access token, named by its {@code jti}. */
  AuditAgents token() {
    entry
        .token()
        .ifPresent(
            id -> {
              var agent = agent(Balp.TOKEN, true);
              agent.setWho(organisation());
              agent.addPolicy(Balp.JTI + id);
            });
    return this;
  }

  /** The centre that has the case. */
  AuditAgents custodian() {
    entry.vk().ifPresent(code -> agent(Balp.CUSTODIAN, false).setWho(centre(code)));
    return this;
  }

  /** The centre that tells it. */
  AuditAgents custodian(Reference centre) {
    agent(Balp.CUSTODIAN, false).setWho(centre);
    return this;
  }

  private static StringType absent(String reason) {
    var nothing = new StringType();
    nothing.addExtension(Coded.absent(reason));
    return nothing;
  }

  private Reference organisation() {
    return entry
        .partner()
        .map(party -> partner(party.code()))
        .orElseGet(() -> new Reference().setDisplay(UNKNOWN));
  }

  /** One of the names of a centre is no code of a partner. */
  private static Reference centre(String code) {
    var who = partner(code);
    if (CentreNames.isHidden(code)) {
      who.getIdentifier().setSystem(Systems.CENTRE_NAME);
    }
    return who;
  }

  private static Reference partner(String code) {
    return new Reference()
        .setType("Organization")
        .setIdentifier(new Identifier().setSystem(Systems.PARTNER).setValue(code));
  }

  /** As the partner asserts it: a national number or that of the health insurance. */
  private static Reference professional(String id) {
    return new Reference()
        .setType("Practitioner")
        .setIdentifier(new Identifier().setSystem(Systems.PROFESSIONAL).setValue(id));
  }

  private AuditEventAgentComponent agent(Coding type, boolean requestor) {
    return event.addAgent().setType(Balp.concept(type)).setRequestor(requestor);
  }
}
