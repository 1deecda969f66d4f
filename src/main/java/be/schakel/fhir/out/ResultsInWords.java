package be.schakel.fhir.out;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * What was found of a child, as a table that a person can read: each report and each result once,
 * with what is normal and what was remarked, panels before what they are made of. Not thread-safe.
 */
final class ResultsInWords {

  private static final Wording WORDING = Wording.of("i18n/results");
  private static final List<String> COLUMNS =
      List.of("test", "result", "range", "interpretation", "remark");

  private static final Set<String> INTERPRETATIONS =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
          "http://terminology.hl7.org/CodeSystem/v2-0078");

  private static final Set<String> ABSENCES =
      Set.of("http://terminology.hl7.org/CodeSystem/data-absent-reason");

  /** Of panels in panels; what is deeper stands by itself. */
  private static final int LEVELS = 5;

  private final References references;
  private final Language language;
  private final Set<Resource> told = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Resource, Optional<String>> names = new IdentityHashMap<>();
  private boolean isMissing;

  ResultsInWords(References references, Language language) {
    this.references = references;
    this.language = language;
  }

  /** Whether there is more to read than was told. */
  boolean isMissing() {
    return isMissing;
  }

  boolean isTold(Resource resource) {
    return told.contains(resource);
  }

  void report(DiagnosticReport report, Paper paper) {
    if (!told.add(report)) {
      return;
    }
    ValueInWords.of(report.getCode()).ifPresent(words -> paper.heading(words));
    var about = new ArrayList<String>();
    status(report.getStatusElement().getValueAsString()).ifPresent(about::add);
    Stream.of(report.getEffective(), report.getIssuedElement())
        .flatMap(time -> ValueInWords.of(time).stream())
        .findFirst()
        .ifPresent(about::add);
    report.getPerformer().forEach(who -> name(who, report).ifPresent(about::add));
    paper.line(about);
    if (report.getResult().isEmpty() && report.getText().hasDiv()) {
      paper.narrative(report.getText());
    }
    table(
        observations(report.getResult(), report), report.getSubject(), Optional.of(report), paper);
    ValueInWords.said(report.getConclusion())
        .ifPresent(words -> paper.line(List.of(text("conclusion", words))));
    report.getConclusionCode().forEach(code -> paper.line(ValueInWords.of(code).stream().toList()));
    report
        .getPresentedForm()
        .forEach(
            form ->
                Stream.of(form.getTitle(), form.getContentType())
                    .flatMap(words -> ValueInWords.said(words).stream())
                    .findFirst()
                    .ifPresent(words -> paper.line(List.of(text("form", words)))));
    isMissing |= report.hasMedia() || report.hasImagingStudy();
  }

  /**
   * Those that were not told yet.
   *
   * @param about whom the document is about
   */
  void observations(List<Observation> all, Reference about, Paper paper) {
    table(all, about, Optional.empty(), paper);
  }

  /** What a person or an organisation is called. */
  Optional<String> name(Reference who, Resource from) {
    return ValueInWords.said(who.getDisplay())
        .or(
            () ->
                references
                    .follow(who, from)
                    .flatMap(found -> names.computeIfAbsent(found, ResultsInWords::name)));
  }

  private static Optional<String> name(Resource resource) {
    if (resource instanceof Organization organization) {
      return ValueInWords.said(organization.getName());
    } else if (resource instanceof Practitioner person) {
      return ValueInWords.of(person.getNameFirstRep());
    } else if (resource instanceof Patient child) {
      return ValueInWords.of(child.getNameFirstRep());
    }
    return resource instanceof RelatedPerson person
        ? ValueInWords.of(person.getNameFirstRep())
        : Optional.empty();
  }

  /** Within one table. */
  private record Table(
      Paper paper,
      XhtmlNode body,
      List<Observation> open,
      Reference about,
      Optional<DiagnosticReport> within) {}

  private void table(
      List<Observation> all, Reference about, Optional<DiagnosticReport> within, Paper paper) {
    var members = Collections.newSetFromMap(new IdentityHashMap<Observation, Boolean>());
    all.forEach(each -> members.addAll(observations(each.getHasMember(), each)));
    var open = new ArrayList<>(all.stream().filter(each -> !members.contains(each)).toList());
    // Panels that are members of each other
    open.addAll(all);
    if (told.containsAll(open)) {
      return;
    }
    var body = paper.table(COLUMNS.stream().map(this::text).toList());
    var table = new Table(paper, body, open, about, within);
    for (int next = 0; next < open.size(); next++) {
      row(open.get(next), 0, table);
    }
  }

  private void row(Observation observation, int level, Table table) {
    if (!told.add(observation)) {
      return;
    }
    var result =
        Stream.concat(
                result(observation.getValue(), observation.getDataAbsentReason()),
                unusual(observation).stream())
            .toList();
    row(
        level,
        observation.getCode(),
        result,
        observation.getReferenceRange(),
        observation.getInterpretation(),
        remarks(observation, table),
        table);
    for (ObservationComponentComponent part : observation.getComponent()) {
      row(
          level + 1,
          part.getCode(),
          result(part.getValue(), part.getDataAbsentReason()).toList(),
          part.getReferenceRange(),
          part.getInterpretation(),
          List.of(),
          table);
    }
    var members = observations(observation.getHasMember(), observation);
    isMissing |=
        result.isEmpty()
            && members.isEmpty()
            && !observation.hasComponent()
            && observation.getText().hasDiv();
    if (level < LEVELS) {
      members.forEach(member -> row(member, level + 1, table));
    } else {
      // They stand by themselves, so the table does not say all of what they are
      isMissing |= !members.isEmpty();
      table.open().addAll(members);
    }
  }

  private void row(
      int level,
      CodeableConcept code,
      List<String> result,
      List<ObservationReferenceRangeComponent> ranges,
      List<CodeableConcept> interpretations,
      List<String> remarks,
      Table table) {
    table
        .paper()
        .row(
            table.body(),
            List.of("– ".repeat(level) + ValueInWords.of(code).orElse("?")),
            result,
            ranges.stream().flatMap(each -> range(each).stream()).toList(),
            interpretations.stream()
                .flatMap(each -> coded(each, INTERPRETATIONS, "interpretation").stream())
                .toList(),
            remarks);
  }

  private Stream<String> result(Type value, CodeableConcept absent) {
    var words = words(value);
    isMissing |= value != null && words.isEmpty();
    return words.or(() -> coded(absent, ABSENCES, "absent")).stream();
  }

  private Optional<String> words(Type value) {
    return value instanceof BooleanType said && said.hasValue()
        ? Optional.of(text(said.booleanValue() ? "yes" : "no"))
        : ValueInWords.of(value);
  }

  /** A result is taken for a final one where nothing else is said. */
  private Optional<String> unusual(Observation observation) {
    var status = Optional.ofNullable(observation.getStatusElement().getValueAsString());
    return status.filter(code -> !Set.of("final", "unknown").contains(code)).flatMap(this::status);
  }

  /** Whom it holds for, where not for everybody. */
  private static Optional<String> range(ObservationReferenceRangeComponent range) {
    var words =
        ValueInWords.said(range.getText())
            .or(
                () ->
                    ValueInWords.range(
                        ValueInWords.of(range.getLow()), ValueInWords.of(range.getHigh())));
    var forWhom =
        Stream.concat(
                Stream.concat(Stream.of(range.getType()), range.getAppliesTo().stream())
                    .map(ValueInWords::of),
                Stream.of(ValueInWords.of(range.getAge())))
            .flatMap(Optional::stream)
            .toList();
    return forWhom.isEmpty()
        ? words
        : Optional.of(words.orElse("?") + " (" + String.join(", ", forWhom) + ")");
  }

  /** The codes that everybody uses have their words in each language. */
  private Optional<String> coded(CodeableConcept concept, Set<String> systems, String kind) {
    return ValueInWords.said(concept.getText())
        .or(
            () ->
                concept.getCoding().stream()
                    .filter(coding -> coding.hasSystem() && systems.contains(coding.getSystem()))
                    .map(Coding::getCode)
                    .flatMap(code -> WORDING.find(kind + "." + code, language).stream())
                    .findFirst())
        .or(() -> ValueInWords.of(concept));
  }

  /** Of whom and when, where the table does not say that already; of what; what was noted. */
  private List<String> remarks(Observation observation, Table table) {
    var known = table.within().flatMap(report -> ValueInWords.of(report.getEffective()));
    var when =
        ValueInWords.of(observation.getEffective())
            .filter(time -> !known.equals(Optional.of(time)));
    var specimen =
        references
            .follow(observation.getSpecimen(), observation)
            .filter(Specimen.class::isInstance)
            .flatMap(found -> ValueInWords.of(((Specimen) found).getType()));
    var whom =
        Stream.concat(Stream.of(observation.getSubject()), observation.getFocus().stream())
            .filter(who -> who.hasReference() || who.hasDisplay())
            .filter(who -> !isSame(who, table.about()))
            .map(who -> name(who, observation).or(() -> ValueInWords.said(who.getReference())));
    return Stream.of(
            whom,
            Stream.of(
                when,
                specimen,
                ValueInWords.of(observation.getBodySite()),
                ValueInWords.of(observation.getMethod())),
            observation.getNote().stream().map(ResultsInWords::remark))
        .flatMap(each -> each)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isSame(Reference who, Reference about) {
    return who.hasReference() && who.getReference().equals(about.getReference());
  }

  /** A note that has a code says its text about that. */
  private static Optional<String> remark(Annotation note) {
    var code =
        note.getExtension().stream()
            .map(Extension::getValue)
            .filter(CodeableConcept.class::isInstance)
            .flatMap(value -> ValueInWords.of(value).stream())
            .findFirst();
    return ValueInWords.said(note.getText())
        .map(text -> code.map(about -> about + ": " + text).orElse(text));
  }

  private List<Observation> observations(List<Reference> named, DomainResource from) {
    return named.stream()
        .map(reference -> references.follow(reference, from))
        .peek(each -> isMissing |= each.filter(Observation.class::isInstance).isEmpty())
        .flatMap(Optional::stream)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .distinct()
        .toList();
  }

  /** Of a report, a result or contents. */
  Optional<String> status(String code) {
    return Optional.ofNullable(code).flatMap(known -> WORDING.find("status." + known, language));
  }

  /** A word of the table, or of what stands above it. */
  String text(String key) {
    return WORDING.text(key, language);
  }

  String text(String key, String words) {
    return text(key).replace("{0}", words);
  }
}
