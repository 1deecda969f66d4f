package be.schakel.fhir;

import be.schakel.referral.ReferralView;
import be.schakel.rights.StatementView;
import be.schakel.vocabulary.Language;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
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
 * <p>These are no entries of the log: they say what may be told of them, without ids of their own,
 * so that nothing shows what is left out.
 */
final class StatementToFhir {

  private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

  private final StatementView view;
  private final Language language;
  private final List<Resource> resources = new ArrayList<>();

  private StatementToFhir(StatementView view) {
    this.view = view;
    this.language = view.language().flatMap(Language::ofTag).orElse(Language.NL);
  }

  /** In the language of the request, as the letter is. */
  static Bundle document(StatementView view) {
    return new StatementToFhir(view).document();
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
    var event = new AuditEvent();
    event.setType(new Coding(DICOM, "110106", "Export"));
    event.setAction(AuditEventAction.R).setOutcome(AuditEventOutcome._0);
    line.at().ifPresent(at -> event.setRecordedElement(Coded.instant(at)));
    line.purpose().ifPresent(purpose -> event.addPurposeOfEvent(Coded.concept(purpose, language)));
    line.ground()
        .ifPresent(
            ground -> {
              var why = Coded.concept(ground, language);
              line.citation().map(law -> law.in(language)).ifPresent(why::setText);
              event.addPurposeOfEvent(why);
            });
    var recipient = event.addAgent().setRequestor(line.way().isEmpty());
    recipient.setType(
        new CodeableConcept(new Coding(PARTICIPATION, "IRCP", "information recipient")));
    line.recipient()
        .ifPresent(name -> recipient.setWho(new Reference().setDisplay(name.in(language))));
    line.recipientKind().ifPresent(kind -> recipient.addRole(Coded.concept(kind, language)));
    line.way().ifPresent(way -> recipient.setMedia(Coded.coding(way, language)));
    event.getSource().setObserver(centre);
    var told = event.addEntity().setWhat(child);
    line.categories().forEach(each -> told.addSecurityLabel(Coded.coding(each, language)));
    return event;
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
