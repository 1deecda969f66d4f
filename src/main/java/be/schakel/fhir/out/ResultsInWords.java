package be.schakel.fhir.out;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Reference;
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
  private final Whose whose;
  private final Language language;
  private final Set<Resource> told = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean isMissing;

  ResultsInWords(References references, Whose whose, Language language) {
    this.references = references;
    this.whose = whose;
    this.language = language;
  }

  /** Whether there is more to read than was told. */
  boolean isMissing() {
    return isMissing;
  }

  boolean isTold(Resource resource) {
    return told.contains(resource);
  }

  /**
   * @param about whom the document is about, as far as that is known
   */
  void report(DiagnosticReport report, Optional<Object> about, Paper paper) {
    if (!told.add(report)) {
      return;
    }
    ValueInWords.of(report.getCode()).ifPresent(words -> paper.heading(words));
    var said = new ArrayList<String>();
    whose.of(report.getSubject(), report, about).ifPresent(said::add);
    status(report.getStatusElement().getValueAsString()).ifPresent(said::add);
    Stream.of(report.getEffective(), report.getIssuedElement())
        .flatMap(time -> ValueInWords.of(time).stream())
        .findFirst()
        .ifPresent(said::add);
    report.getPerformer().forEach(who -> whose.name(who, report).ifPresent(said::add));
    paper.line(said);
    if (paper.says(report.getText()) && (report.getResult().isEmpty() || isMore(report))) {
      paper.narrative(report.getText());
    }
    table(
        observations(report.getResult(), report),
        report.hasSubject() ? whose.meant(report.getSubject(), report) : about,
        Optional.of(report),
        paper);
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
                    .ifPresentOrElse(
                        words -> paper.line(List.of(text("form", words))), () -> isMissing = true));
    isMissing |= report.hasMedia() || report.hasImagingStudy() || isUntold(report.getEffective());
  }

  /** Its sender wrote there what is not in the data (R4 narrative-status). */
  private static boolean isMore(DomainResource resource) {
    return resource.getText().getStatus() == NarrativeStatus.ADDITIONAL;
  }

  private static boolean isUntold(Type value) {
    return value != null && ValueInWords.of(value).isEmpty();
  }

  /**
   * Those that were not told yet.
   *
   * @param about whom the document is about
   */
  void observations(List<Observation> all, Optional<Object> about, Paper paper) {
    table(all, about, Optional.empty(), paper);
  }

  /** Within one table. */
  private record Table(
      Paper paper,
      XhtmlNode body,
      List<Observation> open,
      Optional<Object> about,
      Optional<DiagnosticReport> within) {}

  private void table(
      List<Observation> all,
      Optional<Object> about,
      Optional<DiagnosticReport> within,
      Paper paper) {
    // A small document may name a large panel in a thousand tables
    var fresh = all.stream().filter(each -> !isTold(each)).toList();
    if (fresh.isEmpty()) {
      return;
    }
    var members = Collections.newSetFromMap(new IdentityHashMap<Observation, Boolean>());
    fresh.forEach(each -> members.addAll(observations(each.getHasMember(), each)));
    var open = new ArrayList<>(fresh.stream().filter(each -> !members.contains(each)).toList());
    // Panels that are members of each other
    open.addAll(fresh);
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
        table.paper().says(observation.getText())
            && (isMore(observation)
                || result.isEmpty() && members.isEmpty() && !observation.hasComponent());
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

  /** Where there is a value, and a reason why there should be none, its reader has to know both. */
  private Stream<String> result(Type value, CodeableConcept absent) {
    var words = words(value);
    isMissing |= value != null && words.isEmpty();
    return Stream.of(words, coded(absent, ABSENCES, "absent")).flatMap(Optional::stream);
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
    var text = ValueInWords.said(range.getText());
    var bounds =
        ValueInWords.range(ValueInWords.of(range.getLow()), ValueInWords.of(range.getHigh()))
            .filter(any -> !text.filter(said -> says(said, range)).isPresent());
    var words =
        Stream.of(bounds, text).flatMap(Optional::stream).reduce((all, more) -> all + ", " + more);
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

  private static boolean says(String text, ObservationReferenceRangeComponent range) {
    return Stream.of(range.getLow(), range.getHigh())
        .map(bound -> bound.getValueElement().getValueAsString())
        .allMatch(number -> number == null || text.replace(',', '.').contains(number));
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
    isMissing |= isUntold(observation.getEffective());
    var whom =
        Stream.concat(Stream.of(observation.getSubject()), observation.getFocus().stream())
            .map(who -> whose.of(who, observation, table.about()));
    return Stream.of(
            whom,
            Stream.of(when),
            specimen(observation, table.about()),
            Stream.of(
                ValueInWords.of(observation.getBodySite()),
                ValueInWords.of(observation.getMethod())),
            observation.getNote().stream().map(ResultsInWords::remark))
        .flatMap(each -> each)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whom and what it was taken from, and what is wrong with it. */
  private Stream<Optional<String>> specimen(Observation observation, Optional<Object> about) {
    var reference = observation.getSpecimen();
    var found = references.follow(reference, observation).filter(Specimen.class::isInstance);
    var words = ValueInWords.said(reference.getDisplay());
    isMissing |= observation.hasSpecimen() && found.isEmpty() && words.isEmpty();
    return found
        .map(Specimen.class::cast)
        .map(
            specimen ->
                Stream.concat(
                    Stream.of(
                        whose.of(specimen.getSubject(), specimen, about),
                        ValueInWords.of(specimen.getType()).or(() -> words),
                        status(specimen.getStatusElement().getValueAsString())),
                    specimen.getCondition().stream().map(ValueInWords::of)))
        .orElseGet(() -> Stream.of(words));
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
