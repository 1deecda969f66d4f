package be.schakel.fhir.out;

import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Systems;
import be.schakel.medical.DocumentView;
import be.schakel.vocabulary.Language;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * A stored document that is FHIR, as one that a person can read (R4 documents, "Presentation"): the
 * resources as they were sent, and in words what its sender said in data alone. It is not the
 * original, which is its bytes, and of which a signature speaks. Pure.
 */
public final class ReadableDocument {

  /** What a resource is called, whatever it is. */
  private static final List<String> CALLED =
      List.of("code", "type", "title", "name", "description");

  private final Bundle sent;
  private final boolean isWhole;
  private final DocumentView stored;
  private final OffsetDateTime now;
  private final Language language;
  private final ResultsInWords results;
  private final Map<String, BundleEntryComponent> places = new HashMap<>();

  /** Whether a section names what is not here. */
  private boolean isMissing;

  private ReadableDocument(
      Bundle sent, boolean isWhole, DocumentView stored, OffsetDateTime now, Language language) {
    this.sent = sent;
    this.isWhole = isWhole;
    this.stored = stored;
    this.now = now;
    this.language = language;
    this.results = new ResultsInWords(this::follow, language);
  }

  /**
   * @param sent what was sent, any resource; it becomes part of the document
   * @param isWhole whether it is all that was sent
   * @param stored what is known of it
   * @param now when the document is made
   */
  public static Bundle of(
      Resource sent, boolean isWhole, DocumentView stored, OffsetDateTime now, Language language) {
    var several = sent instanceof Bundle bundle ? bundle : alone(sent, stored);
    return new ReadableDocument(several, isWhole, stored, now, language).made();
  }

  /** It needs an address that is not the document's. */
  private static Bundle alone(Resource sent, DocumentView stored) {
    var name = stored.id().orElseThrow() + sent.fhirType();
    var bundle = new Bundle();
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
        .setResource(sent);
    return bundle;
  }

  private Bundle made() {
    var id = stored.id().orElseThrow();
    var bundle = new Bundle().setType(BundleType.DOCUMENT).setTimestampElement(Coded.instant(now));
    bundle.setId(id.toString());
    bundle.getIdentifier().setSystem(Systems.URI).setValue("urn:uuid:" + id);
    sent.getEntry().removeIf(entry -> !entry.hasResource());
    sent.getEntry().forEach(this::place);
    sent.getEntry().forEach(entry -> addressed(entry.getResource()));
    var first = sent.getEntry().stream().map(BundleEntryComponent::getResource).findFirst();
    var composition =
        first
            .filter(Composition.class::isInstance)
            .map(Composition.class::cast)
            .orElseGet(
                () -> {
                  var own = contents();
                  bundle.addEntry().setFullUrl("urn:uuid:" + id).setResource(own);
                  return own;
                });
    composition.getSection().forEach(section -> words(section, composition));
    head(composition);
    stored
        .category()
        .ifPresent(category -> composition.getMeta().addSecurity(SecurityLabels.of(category)));
    sent.getEntry()
        .forEach(
            entry ->
                bundle.addEntry().setFullUrl(entry.getFullUrl()).setResource(entry.getResource()));
    return bundle;
  }

  private void place(BundleEntryComponent entry) {
    var resource = entry.getResource();
    places.putIfAbsent(address(entry), entry);
    places.putIfAbsent(resource.fhirType() + "/" + resource.getIdPart(), entry);
  }

  /**
   * A laboratory names its entries by {@code urn:uuid} and refers to them by type and id, which
   * leads nowhere for a client that goes by the rules (R4 bundle, "Resolving references").
   */
  private void addressed(Resource resource) {
    for (var found : R4.CONTEXT.newTerser().getAllResourceReferences(resource)) {
      var reference = (Reference) found.getResourceReference();
      Optional.ofNullable(places.get(reference.getReference()))
          .ifPresent(entry -> reference.setReference(address(entry)));
    }
  }

  private static String address(BundleEntryComponent entry) {
    var resource = entry.getResource();
    return entry.hasFullUrl()
        ? entry.getFullUrl()
        : resource.fhirType() + "/" + resource.getIdPart();
  }

  private Optional<Resource> follow(Reference reference, Resource from) {
    var place = Optional.ofNullable(reference.getReference());
    if (place.filter(text -> text.startsWith("#")).isPresent()) {
      return from instanceof DomainResource whole
          ? whole.getContained().stream()
              .filter(each -> place.get().equals("#" + each.getIdPart()))
              .findFirst()
          : Optional.empty();
    }
    return place.map(places::get).map(BundleEntryComponent::getResource);
  }

  /** What was found, for what was sent without any contents. */
  private Composition contents() {
    var resources = sent.getEntry().stream().map(BundleEntryComponent::getResource).toList();
    var reports = of(DiagnosticReport.class, resources);
    var observations = of(Observation.class, resources);
    var title =
        Stream.concat(
                stored.title().stream(),
                reports.stream().flatMap(report -> ValueInWords.of(report.getCode()).stream()))
            .findFirst()
            .orElseGet(() -> results.text("title"));
    var composition =
        new Composition()
            .setStatus(CompositionStatus.FINAL)
            .setType(new CodeableConcept().setText(title))
            .setDateElement(Coded.time(now))
            .addAuthor(new Reference().setDisplay("Schakel"))
            .setTitle(title);
    composition.setId(stored.id().orElseThrow().toString());
    composition.setLanguage(language.tag());
    Stream.concat(
            reports.stream().map(DiagnosticReport::getSubject),
            observations.stream().map(Observation::getSubject))
        .filter(subject -> follow(subject, composition).isPresent())
        .findFirst()
        .ifPresent(composition::setSubject);
    var section = new SectionComponent().setTitle(title);
    var isFound = !reports.isEmpty() || !observations.isEmpty();
    sent.getEntry().stream()
        .filter(
            entry ->
                !isFound
                    || entry.getResource() instanceof DiagnosticReport
                    || entry.getResource() instanceof Observation)
        .forEach(entry -> section.addEntry(new Reference(address(entry))));
    if (section.hasEntry()) {
      composition.addSection(section);
    }
    return composition;
  }

  /** What is missing, if anything is; the title, whom it is about, who wrote it and when. */
  private void head(Composition composition) {
    var own = composition.getText().hasDiv();
    var div = own ? composition.getText().getDiv() : div(composition.getTitle());
    if (!isWhole || isMissing || results.isMissing()) {
      div.addTag(0, "p").addText(results.text("incomplete"));
    }
    if (own) {
      return;
    }
    var about =
        Stream.of(
                subject(composition),
                composition.getAuthor().stream()
                    .flatMap(author -> results.name(author, composition).stream())
                    .findFirst(),
                ValueInWords.of(composition.getDateElement()))
            .flatMap(Optional::stream)
            .toList();
    div.para().addText(String.join(", ", about));
    text(composition.getText(), div);
  }

  private Optional<String> subject(Composition composition) {
    return ValueInWords.said(composition.getSubject().getDisplay())
        .or(
            () ->
                follow(composition.getSubject(), composition)
                    .filter(Patient.class::isInstance)
                    .map(Patient.class::cast)
                    .flatMap(
                        child ->
                            Stream.of(
                                    ValueInWords.of(child.getNameFirstRep()),
                                    ValueInWords.of(child.getBirthDateElement()))
                                .flatMap(Optional::stream)
                                .reduce((name, birth) -> name + " (" + birth + ")")));
  }

  /** What its sender wrote for people stays. */
  private void words(SectionComponent section, Composition composition) {
    section.getSection().forEach(each -> words(each, composition));
    if (section.getText().hasDiv() || !section.hasEntry()) {
      return;
    }
    var div = div(section.getTitle());
    var found =
        section.getEntry().stream().flatMap(entry -> follow(entry, composition).stream()).toList();
    isMissing |= found.size() < section.getEntry().size();
    of(DiagnosticReport.class, found).forEach(report -> results.report(report, div));
    results.observations(of(Observation.class, found), div);
    of(DomainResource.class, found).stream()
        .filter(each -> !(each instanceof DiagnosticReport) && !(each instanceof Observation))
        .forEach(each -> words(each, div));
    if (div.hasChildren()) {
      text(section.getText(), div);
    }
  }

  private static void words(DomainResource resource, XhtmlNode div) {
    if (resource.getText().hasDiv()) {
      div.addTag("div").addChildNodes(resource.getText().getDiv().getChildNodes());
      return;
    }
    CALLED.stream()
        .map(resource::getNamedProperty)
        .filter(Objects::nonNull)
        .map(Property::getValues)
        .flatMap(List::stream)
        .filter(Type.class::isInstance)
        .flatMap(value -> ValueInWords.of((Type) value).stream())
        .findFirst()
        .ifPresent(words -> div.para().addText(resource.fhirType() + ": " + words));
  }

  private static <R extends Resource> List<R> of(Class<R> type, List<Resource> resources) {
    return resources.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static XhtmlNode div(String title) {
    var div = new XhtmlNode(NodeType.Element, "div");
    ValueInWords.said(title).ifPresent(words -> div.para().b().addText(words));
    return div;
  }

  private static void text(Narrative narrative, XhtmlNode div) {
    narrative.setStatus(NarrativeStatus.GENERATED).setDiv(div);
  }
}
