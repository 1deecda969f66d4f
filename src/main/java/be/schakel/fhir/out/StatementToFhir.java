package be.schakel.fhir.out;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.External;
import be.schakel.referral.ReferralView;
import be.schakel.rights.StatementView;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * A released statement as a FHIR R4 document: a {@code Composition} to read, and an {@code
 * AuditEvent} for each disclosure in it. Pure.
 *
 * <p>The events have the pattern of those that auditors get (BALP PrivacyDisclosure.Source), and
 * are no entries of the log: they say what may be told of them, without ids of their own, so that
 * nothing shows what is left out.
 */
public final class StatementToFhir {

  private final StatementView view;
  private final Gateway gateway;
  private final Language language;
  private final List<Resource> resources = new ArrayList<>();

  private StatementToFhir(StatementView view, Gateway gateway) {
    this.view = view;
    this.gateway = gateway;
    this.language = view.language().flatMap(Language::ofTag).orElse(Language.NL);
  }

  /** In the language of the request, as the letter is. */
  public static Bundle document(StatementView view, Gateway gateway) {
    return new StatementToFhir(view, gateway).document();
  }

  private Bundle document() {
    var child = add(child());
    var centre = add(view.centre().map(this::centre).orElseGet(Organization::new));
    var lines = new ArrayList<Reference>();
    view.disclosures().forEach(line -> lines.add(add(event(line, child, centre))));

    var bundle = new Bundle().setType(BundleType.DOCUMENT);
    view.id()
        .ifPresent(
            id -> {
              bundle.setId(id.toString());
              bundle.getIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + id);
            });
    view.madeAt().ifPresent(at -> bundle.setTimestampElement(Coded.instant(at)));
    entry(bundle, composition(child, centre, lines), place(0));
    for (int at = 0; at < resources.size(); at++) {
      entry(bundle, resources.get(at), place(at + 1));
    }
    return bundle;
  }

  private Composition composition(Reference child, Reference centre, List<Reference> lines) {
    var composition = new Composition().setStatus(CompositionStatus.FINAL);
    composition.setLanguage(language.tag());
    composition.setType(new CodeableConcept().setText("Access statement (GDPR, art. 15(1)(c))"));
    composition.setTitle(title());
    composition.setSubject(child).addAuthor(centre);
    view.madeAt().ifPresent(at -> composition.setDateElement(Coded.time(at)));
    var section = composition.addSection().setTitle(title());
    section.getText().setStatus(NarrativeStatus.GENERATED).setDiv(words());
    lines.forEach(section::addEntry);
    return composition;
  }

  private String title() {
    return StatementView.TITLE.in(language);
  }

  /** Each line in words; the title alone where there is none. */
  private XhtmlNode words() {
    var div = new XhtmlNode(NodeType.Element, "div");
    div.addTag("p").addText(title());
    if (!view.disclosures().isEmpty()) {
      var list = div.addTag("ul");
      view.disclosures().forEach(line -> list.addTag("li").addText(words(line)));
    }
    return div;
  }

  private String words(StatementView.Disclosed line) {
    var words = new ArrayList<String>();
    line.at().ifPresent(at -> words.add(Coded.time(at).getValueAsString()));
    line.recipient().ifPresent(name -> words.add(name.in(language)));
    line.what().forEach(what -> words.add(what.in(language)));
    line.why().ifPresent(why -> words.add(why.in(language)));
    line.because().ifPresent(because -> words.add(because.in(language)));
    line.how().ifPresent(how -> words.add(how.in(language)));
    return String.join("; ", words);
  }

  private Patient child() {
    var patient = new Patient();
    if (!view.givenNames().isEmpty()) {
      var name = patient.addName();
      view.givenNames().forEach(name::addGiven);
    }
    return patient;
  }

  private Organization centre(ReferralView.Vk vk) {
    var organization = StatusToFhir.organization(vk, language);
    organization.setId((String) null);
    return organization;
  }

  private AuditEvent event(StatementView.Disclosed line, Reference child, Reference centre) {
    var name = line.recipient().map(each -> each.in(language)).orElse("");
    var event =
        EventToAudit.toFamily(
            entry(line), name, child.copy().setType("Patient"), centre, gateway, language);
    line.ground()
        .ifPresent(
            ground -> {
              var why = Coded.concept(ground, language);
              line.citation().map(law -> law.in(language)).ifPresent(why::setText);
              event.addPurposeOfEvent(why);
            });
    return event;
  }

  /** The line once more as an entry of the log would say it: what it does not say is not there. */
  private DisclosureEntry entry(StatementView.Disclosed line) {
    var at = line.at().map(OffsetDateTime::toInstant).orElseThrow();
    return new DisclosureEntry(
        at,
        line.way().isPresent() ? LogAction.EXTERNAL : LogAction.READ,
        LogOutcome.PERMIT,
        line.recipientKind().map(kind -> new DisclosureEntry.Party("", kind)),
        Optional.empty(),
        line.purpose(),
        Optional.empty(),
        view.referral(),
        Optional.empty(),
        Optional.empty(),
        Set.copyOf(line.categories()),
        Set.of(),
        line.ground(),
        "",
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        line.way().map(way -> outside(way, at)));
  }

  private static External outside(DisclosureWay way, Instant at) {
    var none = Optional.<DisclosureEntry.Party>empty();
    return new External(
        new UUID(0, 0), way, none, Optional.empty(), at, List.of(), Optional.empty());
  }

  private Reference add(Resource resource) {
    resources.add(resource);
    return new Reference(place(resources.size()));
  }

  /** Of a resource that exists in this document alone. */
  private String place(int at) {
    var document = view.id().map(UUID::toString).orElse("");
    return "urn:uuid:"
        + UUID.nameUUIDFromBytes((document + "/" + at).getBytes(StandardCharsets.UTF_8));
  }

  private static void entry(Bundle bundle, Resource resource, String place) {
    bundle.addEntry().setFullUrl(place).setResource(resource);
  }
}
