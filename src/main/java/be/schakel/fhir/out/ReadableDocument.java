package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.medical.DocumentBytes;
import be.schakel.medical.DocumentView;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A stored document that is FHIR, as one that a person can read (R4 documents, "Presentation"): the
 * resources as they were sent, and in words what its sender said in data alone. It is not the
 * original, which is its bytes, and of which a signature speaks. Pure.
 */
public final class ReadableDocument {

  /** What others refer to, and nobody reads by itself. */
  private static final Set<String> BESIDE =
      Set.of(
          "Patient",
          "RelatedPerson",
          "Group",
          "Practitioner",
          "PractitionerRole",
          "Organization",
          "Location",
          "Device",
          "Specimen",
          "ServiceRequest",
          "Encounter");

  private static final Set<String> WHOM = Set.of("subject", "patient");
  private static final Set<String> STATUSES = Set.of("status", "verificationStatus");

  /** Those with which the words of any type mean what they say. */
  private static final Set<String> COUNTS =
      Set.of("active", "completed", "confirmed", "current", "final", "finished");

  private final Bundle sent;
  private final DocumentView stored;
  private final OffsetDateTime now;
  private final Language language;
  private final References references;
  private final Whose whose;
  private final ResultsInWords results;
  private final Paper paper = new Paper();

  /** Whether there is more to read than this says. */
  private boolean isMissing;

  private ReadableDocument(
      Bundle sent, boolean isWhole, DocumentView stored, OffsetDateTime now, Language language) {
    this.sent = sent;
    this.isMissing = !isWhole;
    this.stored = stored;
    this.now = now;
    this.language = language;
    sent.getEntry().removeIf(entry -> !entry.hasResource());
    this.references = new References(sent.getEntry(), stored.id().orElseThrow());
    this.whose = new Whose(references);
    this.results = new ResultsInWords(references, whose, language);
  }

  /**
   * @param sent what was sent, any resource; it becomes part of the document
   * @param isWhole whether it is all that was sent, and understood
   * @param stored what is known of it
   * @param now when the document is made
   * @throws SchakelProblem {@link be.schakel.problem.Code#NO_FHIR_DOCUMENT} when it would be too
   *     long to read
   */
  public static Bundle of(
      Resource sent, boolean isWhole, DocumentView stored, OffsetDateTime now, Language language) {
    var several = sent instanceof Bundle bundle ? bundle : new Bundle();
    if (several != sent) {
      several.addEntry().setResource(sent);
    }
    return new ReadableDocument(several, isWhole, stored, now, language).made();
  }

  private Bundle made() {
    var id = stored.id().orElseThrow();
    var bundle = new Bundle().setType(BundleType.DOCUMENT).setTimestampElement(Coded.instant(now));
    bundle.setId(id.toString());
    bundle.getIdentifier().setSystem(Systems.URI).setValue("urn:uuid:" + id);
    // Of a resource that is there as it once was, or that was removed since, only one counts
    isMissing |= sent.getType() == BundleType.HISTORY;
    var resources = sent.getEntry().stream().map(BundleEntryComponent::getResource).toList();
    var composition =
        of(Composition.class, resources.stream().limit(1).toList()).stream()
            .findFirst()
            .orElseGet(
                () -> {
                  var own = contents(resources);
                  bundle.addEntry().setFullUrl("urn:uuid:" + id).setResource(own);
                  return own;
                });
    var about = composition.getSubject();
    composition.getSection().forEach(section -> words(section, about, composition));
    // Where the sender wrote of some of it, nobody can tell of what
    var isOurs = composition.getSection().stream().noneMatch(this::isOfTheSender);
    isMissing |=
        isOurs
            && Stream.concat(
                    resources.stream(), resources.stream().flatMap(ReadableDocument::inside))
                .anyMatch(each -> isUntold(each, composition));
    head(composition);
    SecurityLabels.on(composition, stored.category());
    SecurityLabels.on(bundle, stored.category());
    sent.getEntry()
        .forEach(
            entry ->
                bundle.addEntry().setFullUrl(entry.getFullUrl()).setResource(entry.getResource()));
    return bundle;
  }

  /** What was found, for what was sent without any contents. */
  private Composition contents(List<Resource> resources) {
    var title =
        Stream.concat(
                stored.title().stream(),
                of(DiagnosticReport.class, resources).stream()
                    .flatMap(report -> ValueInWords.of(report.getCode()).stream()))
            .findFirst()
            .orElseGet(() -> results.text("title"));
    var composition =
        new Composition()
            .setStatus(counts() ? CompositionStatus.FINAL : CompositionStatus.ENTEREDINERROR)
            .setType(new CodeableConcept().setText(title))
            .setDateElement(Coded.time(now))
            .addAuthor(new Reference().setDisplay("Schakel"))
            .setTitle(title);
    composition.setId(stored.id().orElseThrow().toString());
    composition.setLanguage(language.tag());
    Stream.concat(
            of(DiagnosticReport.class, resources).stream().map(DiagnosticReport::getSubject),
            of(Observation.class, resources).stream().map(Observation::getSubject))
        .filter(subject -> references.follow(subject, composition).isPresent())
        .findFirst()
        .or(this::subject)
        .ifPresent(composition::setSubject);
    var section = new SectionComponent();
    resources.stream()
        .filter(each -> !BESIDE.contains(each.fhirType()))
        .forEach(each -> section.addEntry(new Reference(references.address(each))));
    isMissing |= !section.hasEntry();
    if (section.hasEntry()) {
      composition.addSection(section.setTitle(results.text("contents")));
    }
    return composition;
  }

  /** Not a reference: the child stands nowhere in what was sent, and is read by itself. */
  private Optional<Reference> subject() {
    return DocumentToFhir.subject(stored.childIds(), stored.referral())
        .map(about -> results.text("subject", about.getReference()))
        .map(words -> new Reference().setDisplay(words));
  }

  private boolean counts() {
    return stored.bytes().map(DocumentBytes::counts).orElse(true);
  }

  /** What counts against it, the title, whom it is about, who wrote it and when. */
  private void head(Composition composition) {
    var own = paper.says(composition.getText());
    paper.begin(own ? null : composition.getTitle());
    if (!counts()) {
      paper.line(List.of(results.text("taken-back")));
    }
    if (isMissing || results.isMissing()) {
      paper.line(List.of(results.text("incomplete")));
    }
    var status = composition.getStatusElement().getValueAsString();
    if (!"final".equals(status)) {
      paper.line(results.status(status).stream().toList());
    }
    if (own) {
      paper.narrative(composition.getText());
    } else {
      paper.line(
          Stream.of(
                  whose.of(composition.getSubject(), composition, Optional.empty()),
                  composition.getAuthor().stream()
                      .flatMap(author -> whose.name(author, composition).stream())
                      .findFirst(),
                  ValueInWords.of(composition.getDateElement()))
              .flatMap(Optional::stream)
              .toList());
    }
    paper.into(composition.getText());
  }

  /**
   * What its sender wrote for people stays.
   *
   * @param within whom the section around it is about
   */
  private void words(SectionComponent section, Reference within, Composition composition) {
    var about = section.hasFocus() ? section.getFocus() : within;
    section.getSection().forEach(each -> words(each, about, composition));
    if (paper.says(section.getText())) {
      return;
    }
    paper.begin(
        ValueInWords.said(section.getTitle())
            .or(() -> ValueInWords.of(section.getCode()))
            .orElse(null));
    var known = whose.meant(composition.getSubject(), composition);
    if (about != composition.getSubject()) {
      paper.line(whose.of(about, composition, known).stream().toList());
      isMissing |= whose.meant(about, composition).isEmpty();
    }
    paper.line(ValueInWords.of(section.getEmptyReason()).stream().toList());
    var found =
        section.getEntry().stream()
            .map(entry -> references.follow(entry, composition))
            .peek(entry -> isMissing |= entry.isEmpty())
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    var whom = whose.meant(about, composition);
    of(DiagnosticReport.class, found).forEach(report -> results.report(report, whom, paper));
    results.observations(of(Observation.class, found), whom, paper);
    for (var other : found) {
      if (other instanceof DomainResource whole && paper.says(whole.getText())) {
        if (!(other instanceof DiagnosticReport) && !(other instanceof Observation)) {
          written(whole, whom);
        }
      } else {
        // Whether it was refuted, undone or meant otherwise its type alone knows
        isMissing |= !results.isTold(other);
      }
    }
    paper.into(section.getText());
  }

  /** Of another type: its sender's words, of whom, and whether they still count. */
  private void written(DomainResource whole, Optional<Object> whom) {
    var said = new ArrayList<String>();
    for (var property : whole.children()) {
      for (var value : property.getValues()) {
        if (WHOM.contains(property.getName()) && value instanceof Reference who) {
          whose.of(who, whole, whom).ifPresent(said::add);
        } else if (STATUSES.contains(property.getName())) {
          var status = status(value);
          results.status(status).filter(any -> !COUNTS.contains(status)).ifPresent(said::add);
          isMissing |= !COUNTS.contains(status);
        }
      }
    }
    paper.line(said);
    paper.narrative(whole.getText());
  }

  /** Empty where it is in words alone. */
  private static String status(Base value) {
    var code =
        value instanceof CodeableConcept concept
            ? concept.getCodingFirstRep().getCode()
            : value.primitiveValue();
    return Objects.requireNonNullElse(code, "");
  }

  private static Stream<Resource> inside(Resource resource) {
    return resource instanceof DomainResource whole ? whole.getContained().stream() : Stream.of();
  }

  private boolean isOfTheSender(SectionComponent section) {
    return paper.says(section.getText())
            && section.getText().getStatus() != NarrativeStatus.GENERATED
        || section.getSection().stream().anyMatch(this::isOfTheSender);
  }

  private boolean isUntold(Resource resource, Composition composition) {
    return resource != composition
        && !results.isTold(resource)
        && !BESIDE.contains(resource.fhirType())
        && (resource instanceof Composition
            || !(resource instanceof DomainResource whole && paper.has(whole.getText())));
  }

  private static <R extends Resource> List<R> of(Class<R> type, List<Resource> resources) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
