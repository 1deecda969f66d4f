package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.referral.Question;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartialDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * A released report as one FHIR R4 document: a {@code Composition} that a person can read, and
 * behind it the resources that it is made of (R4 documents). Pure: what the view leaves out stays
 * out.
 */
public final class ReportToDocument {

  private static final LocalizedText REPORT = text("Melding", "Signalement", "Report");
  private static final LocalizedText CHILDREN = text("Kinderen", "Enfants", "Children");
  private static final LocalizedText CONCERN = text("Bezorgdheid", "Inquiétude", "Concern");
  private static final LocalizedText FAMILY = text("Gezin", "Famille", "Family");
  private static final LocalizedText DOCUMENTS = text("Documenten", "Documents", "Documents");
  private static final LocalizedText ASKED = text("Gevraagd", "Demandé", "Asked for");
  private static final LocalizedText REFERENCE =
      text("Kenmerk van de melder", "Référence de l'auteur", "Reference of the reporter");
  private static final LocalizedText CONTACT =
      text("Contactpersoon", "Personne de contact", "Contact");
  private static final LocalizedText CONSENTS = text("Toestemmingen", "Consentements", "Consents");
  private static final LocalizedText QUESTIONS =
      text("Vragen van het centrum", "Questions du centre", "Questions of the centre");
  private static final LocalizedText QUESTION = text("Vraag", "Question", "Question");
  private static final LocalizedText ANSWERED = text("Antwoord", "Réponse", "Answer");
  private static final LocalizedText ANSWER =
      text("Antwoord van het centrum", "Réponse du centre", "Answer of the centre");

  private final ReferralView view;
  private final String base;
  private final Language language;
  private final Bundle bundle = new Bundle().setType(BundleType.DOCUMENT);
  private final Composition composition = new Composition().setStatus(CompositionStatus.FINAL);

  private ReportToDocument(ReferralView view, String base, Language language) {
    this.view = view;
    this.base = base;
    this.language = language;
  }

  /**
   * @param base the address of the FHIR face
   */
  public static Bundle map(ReferralView view, String base, Language language) {
    return new ReportToDocument(view, base, language).document();
  }

  private Bundle document() {
    var id = view.id().orElseThrow();
    bundle.setId(id.toString());
    bundle.getIdentifier().setSystem(Systems.URI).setValue("urn:uuid:" + id);
    view.lastUpdated()
        .or(view::receivedAt)
        .ifPresent(
            at -> {
              bundle.setTimestampElement(Coded.instant(at));
              composition.setDateElement(Coded.time(at));
            });
    composition.setId(id.toString());
    composition.setLanguage(language.tag());
    composition.setType(
        new CodeableConcept(new Coding("http://loinc.org", "57133-1", "Referral note")));
    composition.setTitle(
        Stream.concat(Stream.of(REPORT.in(language)), view.reference().stream())
            .reduce((title, reference) -> title + " " + reference)
            .orElseThrow());
    composition.addAuthor(new Reference().setDisplay("Schakel"));
    ReferralToFhir.subject(view).ifPresent(composition::setSubject);
    add(composition);
    report();
    children();
    section(CONCERN, concern(), List.of());
    section(QUESTIONS, asked().flatMap(this::words).toList(), List.of());
    family();
    section(CONSENTS, view.consents().stream().map(this::words).toList(), List.of());
    documents();
    section(
        ANSWER,
        view.contributions().stream()
            .filter(each -> each.retraction().isEmpty())
            .flatMap(each -> StatusToFhir.said(each, language))
            .toList(),
        List.of());
    return bundle;
  }

  private void report() {
    var words = new ArrayList<String>();
    view.type().map(this::word).ifPresent(words::add);
    view.urgency().map(this::word).ifPresent(words::add);
    view.handlingRequested().ifPresent(handling -> words.add(labelled(ASKED, this.word(handling))));
    view.receivedAt().flatMap(at -> ValueInWords.of(Coded.time(at))).ifPresent(words::add);
    view.status().map(this::word).ifPresent(words::add);
    view.retraction()
        .flatMap(ReferralView.Retraction::reason)
        .map(this::word)
        .ifPresent(words::add);
    view.vk().flatMap(ReferralView.Vk::name).map(name -> name.in(language)).ifPresent(words::add);
    view.vk().flatMap(ReferralView.Vk::phone).ifPresent(words::add);
    view.yourReference().ifPresent(own -> words.add(labelled(REFERENCE, own.value())));
    view.contact()
        .map(this::words)
        .filter(contact -> !contact.isEmpty())
        .ifPresent(contact -> words.add(labelled(CONTACT, contact)));
    section(REPORT, words, List.of(ReferralToFhir.request(view, language)));
  }

  private void children() {
    section(
        CHILDREN,
        view.children().stream().map(this::words).filter(words -> !words.isEmpty()).toList(),
        view.children().stream().map(ChildToFhir::patient).map(Resource.class::cast).toList());
    if (view.children().size() > 1) {
      add(ReferralToFhir.group(view));
    }
  }

  private String words(ReferralView.Child child) {
    return joined(
        Stream.of(
            name(child).stream(),
            child.birthDate().map(PartialDate::text).stream(),
            child.problem().map(this::word).stream(),
            child.contexts().stream().map(this::word)));
  }

  private static Optional<String> name(ReferralView.Child child) {
    return Stream.concat(child.givenNames().stream(), child.familyName().stream())
        .reduce((given, family) -> given + " " + family);
  }

  private String words(Submission.Contact contact) {
    return joined(
        Stream.of(
            contact.name().stream(),
            contact.role().stream(),
            contact.phone().stream(),
            contact.email().stream()));
  }

  /** Of whom, to whom, for what and until when, and how it stands. */
  private String words(ReferralView.Consent consent) {
    return joined(
        Stream.of(
            view.children().stream()
                .filter(child -> child.id().equals(consent.childId()))
                .flatMap(child -> name(child).stream()),
            consent.grantee().stream(),
            consent.categories().stream().map(this::word),
            consent.purposes().stream().map(this::word),
            period(consent).stream(),
            consent.status().map(this::word).stream()));
  }

  private static Optional<String> period(ReferralView.Consent consent) {
    return ValueInWords.range(
        consent.validFrom().map(LocalDate::toString), consent.validTo().map(LocalDate::toString));
  }

  /** What was taken back is asked no more. */
  private Stream<Question> asked() {
    return view.questions().stream().filter(question -> question.retractedAt().isEmpty());
  }

  /** The question before what was answered to it. */
  private Stream<String> words(Question question) {
    return Stream.concat(
        question.text().map(text -> labelled(QUESTION, text)).stream(),
        view.developments().stream()
            .filter(told -> answers(told, question))
            .flatMap(told -> told.text().stream())
            .map(text -> labelled(ANSWERED, text)));
  }

  private List<String> concern() {
    return Stream.of(
            view.facts().stream(),
            view.children().stream()
                .flatMap(child -> child.view().stream())
                .flatMap(said -> said.inOwnWords().stream()),
            view.developments().stream()
                .filter(told -> asked().noneMatch(each -> answers(told, each)))
                .flatMap(each -> each.text().stream()))
        .flatMap(each -> each)
        .toList();
  }

  private void family() {
    var named = new ArrayList<Resource>();
    for (var person : view.persons()) {
      for (UUID child : person.childIds()) {
        if (person.key().isPresent()) {
          var related = PersonToFhir.map(person, child, language);
          related.setId(FhirIds.person(child, person.key().get()));
          named.add(related);
        }
      }
    }
    section(
        FAMILY,
        view.persons().stream()
            .map(
                person ->
                    joined(
                        Stream.of(
                            person.role().map(this::word).stream(),
                            Stream.concat(
                                person.givenNames().stream(), person.familyName().stream()))))
            .filter(words -> !words.isEmpty())
            .toList(),
        named);
  }

  /** What was sent by mistake is no part of what somebody hands on. */
  private void documents() {
    var all =
        Stream.concat(
                view.documents().stream(),
                view.developments().stream().flatMap(each -> each.documents().stream()))
            .filter(each -> !each.status().equals(Optional.of(DocumentStatus.ENTERED_IN_ERROR)))
            .toList();
    section(
        DOCUMENTS,
        all.stream()
            .map(
                each ->
                    joined(
                        Stream.of(
                            each.title().stream(),
                            each.contentType().stream(),
                            each
                                .status()
                                .filter(DocumentStatus.SUPERSEDED::equals)
                                .map(this::word)
                                .stream())))
            .filter(words -> !words.isEmpty())
            .toList(),
        all.stream()
            .map(each -> DocumentToFhir.map(each, view.id(), language))
            .map(Resource.class::cast)
            .toList());
  }

  private static boolean answers(ReferralView.Development told, Question question) {
    return told.question().isPresent() && told.question().equals(question.id());
  }

  /** Resources of which there is nothing to say stand behind the request, without a heading. */
  private void section(LocalizedText title, List<String> words, List<Resource> resources) {
    resources.forEach(this::add);
    if (words.isEmpty() && title != REPORT) {
      return;
    }
    var section = composition.addSection().setTitle(title.in(language));
    var div = new XhtmlNode(NodeType.Element, "div");
    div.addTag("p").addText(title.in(language));
    if (!words.isEmpty()) {
      var list = div.addTag("ul");
      words.forEach(word -> list.addTag("li").addText(word));
    }
    section.getText().setStatus(NarrativeStatus.GENERATED).setDiv(div);
    for (var resource : resources) {
      section.addEntry(new Reference(place(resource)));
    }
  }

  private void add(Resource resource) {
    bundle.addEntry().setFullUrl(base + "/" + place(resource)).setResource(resource);
  }

  private static String place(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private String word(Enum<?> code) {
    return Display.of(code, language);
  }

  private String labelled(LocalizedText label, String words) {
    return label.in(language) + (language == Language.FR ? " : " : ": ") + words;
  }

  private static String joined(Stream<Stream<String>> words) {
    return String.join(", ", words.flatMap(each -> each).toList());
  }

  private static LocalizedText text(String dutch, String french, String english) {
    return new LocalizedText(Map.of(Language.NL, dutch, Language.FR, french, Language.EN, english));
  }
}
