package be.schakel.fhir.out;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * What was found of a child, as a table that a person can read: each result once, with what is
 * normal and what was remarked, panels before what they are made of. Not thread-safe.
 */
final class ResultsInWords {

  private static final Wording WORDING = Wording.of("i18n/results");
  private static final List<String> COLUMNS =
      List.of("test", "result", "range", "interpretation", "remark");

  /** Of panels in panels; what is deeper stands by itself. */
  private static final int LEVELS = 5;

  private final BiFunction<Reference, Resource, Optional<Resource>> follow;
  private final Language language;
  private boolean isMissing;
  private final Set<Observation> told = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param follow what a reference of a resource leads to
   */
  ResultsInWords(BiFunction<Reference, Resource, Optional<Resource>> follow, Language language) {
    this.follow = follow;
    this.language = language;
  }

  /** Whether something was named that is not there, so that not all results were told. */
  boolean isMissing() {
    return isMissing;
  }

  void report(DiagnosticReport report, XhtmlNode into) {
    heading(report.getCode(), into);
    var about = new ArrayList<String>();
    status(report.getStatusElement().getValueAsString()).ifPresent(about::add);
    Stream.of(report.getEffective(), report.getIssuedElement())
        .flatMap(time -> ValueInWords.of(time).stream())
        .findFirst()
        .ifPresent(about::add);
    report.getPerformer().forEach(who -> name(who, report).ifPresent(about::add));
    if (!about.isEmpty()) {
      into.para().addText(String.join(", ", about));
    }
    table(observations(report.getResult(), report), Optional.of(report), into);
    ValueInWords.said(report.getConclusion())
        .ifPresent(words -> into.para().addText(text("conclusion") + ": " + words));
    report
        .getConclusionCode()
        .forEach(code -> ValueInWords.of(code).ifPresent(words -> into.para().addText(words)));
    report
        .getPresentedForm()
        .forEach(
            form ->
                Stream.of(form.getTitle(), form.getContentType())
                    .flatMap(words -> ValueInWords.said(words).stream())
                    .findFirst()
                    .ifPresent(words -> into.para().addText(text("form") + ": " + words)));
  }

  /** Those that were not told yet. */
  void observations(List<Observation> all, XhtmlNode into) {
    table(all, Optional.empty(), into);
  }

  /** What a resource is called by those who read it. */
  Optional<String> name(Reference who, Resource from) {
    return ValueInWords.said(who.getDisplay())
        .or(
            () ->
                follow
                    .apply(who, from)
                    .flatMap(
                        found -> {
                          if (found instanceof Organization organization) {
                            return ValueInWords.said(organization.getName());
                          }
                          return found instanceof Practitioner person
                              ? ValueInWords.of(person.getNameFirstRep())
                              : Optional.empty();
                        }));
  }

  private void heading(CodeableConcept code, XhtmlNode into) {
    ValueInWords.of(code).ifPresent(words -> into.para().b().addText(words));
  }

  private void table(List<Observation> all, Optional<DiagnosticReport> within, XhtmlNode into) {
    var members = Collections.newSetFromMap(new IdentityHashMap<Observation, Boolean>());
    all.forEach(each -> members.addAll(observations(each.getHasMember(), each)));
    var open = new ArrayList<>(all.stream().filter(each -> !members.contains(each)).toList());
    // Panels that are members of each other
    open.addAll(all);
    if (open.stream().allMatch(told::contains)) {
      return;
    }
    var table = into.addTag("table");
    var head = table.addTag("thead").tr();
    COLUMNS.forEach(column -> head.th().addText(text(column)));
    var body = table.addTag("tbody");
    for (int next = 0; next < open.size(); next++) {
      row(open.get(next), within, 0, body, open);
    }
  }

  private void row(
      Observation observation,
      Optional<DiagnosticReport> within,
      int level,
      XhtmlNode body,
      List<Observation> open) {
    if (!told.add(observation)) {
      return;
    }
    row(
        level,
        observation.getCode(),
        Stream.concat(
                result(observation.getValue(), observation.getDataAbsentReason()).stream(),
                unusual(observation).stream())
            .toList(),
        observation.getReferenceRange(),
        observation.getInterpretation(),
        remarks(observation, within),
        body);
    for (ObservationComponentComponent part : observation.getComponent()) {
      row(
          level + 1,
          part.getCode(),
          result(part.getValue(), part.getDataAbsentReason()).stream().toList(),
          part.getReferenceRange(),
          part.getInterpretation(),
          List.of(),
          body);
    }
    var members = observations(observation.getHasMember(), observation);
    if (level < LEVELS) {
      members.forEach(member -> row(member, within, level + 1, body, open));
    } else {
      open.addAll(members);
    }
  }

  private static void row(
      int level,
      CodeableConcept code,
      List<String> result,
      List<ObservationReferenceRangeComponent> ranges,
      List<CodeableConcept> interpretation,
      List<String> remarks,
      XhtmlNode body) {
    var row = body.tr();
    row.td().addText("– ".repeat(level) + ValueInWords.of(code).orElse("?"));
    cell(row, result);
    cell(row, ranges.stream().flatMap(each -> range(each).stream()).toList());
    cell(row, interpretation.stream().flatMap(each -> ValueInWords.of(each).stream()).toList());
    cell(row, remarks);
  }

  private static void cell(XhtmlNode row, List<String> words) {
    row.td().addText(String.join("; ", words));
  }

  private static Optional<String> result(Type value, CodeableConcept absent) {
    return ValueInWords.of(value).or(() -> ValueInWords.of(absent));
  }

  /** A result is taken for a final one where nothing else is said. */
  private Optional<String> unusual(Observation observation) {
    var status = Optional.ofNullable(observation.getStatusElement().getValueAsString());
    return status.filter(code -> !Set.of("final", "unknown").contains(code)).flatMap(this::status);
  }

  private static Optional<String> range(ObservationReferenceRangeComponent range) {
    var low = ValueInWords.of(range.getLow());
    var high = ValueInWords.of(range.getHigh());
    var words =
        low.isPresent() && high.isPresent()
            ? Optional.of(low.get() + " – " + high.get())
            : low.map(least -> "≥ " + least).or(() -> high.map(most -> "≤ " + most));
    return ValueInWords.said(range.getText()).or(() -> words);
  }

  /** When, where the report does not say that already, of what, and what was written beside it. */
  private List<String> remarks(Observation observation, Optional<DiagnosticReport> within) {
    var of = within.flatMap(report -> ValueInWords.of(report.getEffective()));
    var when =
        ValueInWords.of(observation.getEffective()).filter(time -> !of.equals(Optional.of(time)));
    var specimen =
        follow
            .apply(observation.getSpecimen(), observation)
            .filter(Specimen.class::isInstance)
            .flatMap(found -> ValueInWords.of(((Specimen) found).getType()));
    return Stream.concat(
            Stream.of(when, specimen, ValueInWords.of(observation.getBodySite()))
                .flatMap(Optional::stream),
            observation.getNote().stream().flatMap(note -> remark(note).stream()))
        .toList();
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

  private List<Observation> observations(List<Reference> references, DomainResource from) {
    var found =
        references.stream()
            .flatMap(reference -> follow.apply(reference, from).stream())
            .filter(Observation.class::isInstance)
            .map(Observation.class::cast)
            .toList();
    isMissing |= found.size() < references.size();
    return found;
  }

  private Optional<String> status(String code) {
    return Optional.ofNullable(code).flatMap(known -> WORDING.find("status." + known, language));
  }

  /** A word of the table, or of what stands above it. */
  String text(String key) {
    return WORDING.text(key, language);
  }
}
