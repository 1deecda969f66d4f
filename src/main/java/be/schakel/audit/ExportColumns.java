package be.schakel.audit;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.External;
import be.schakel.edge.Times;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An entry of the log as a line of a table. Pure. */
final class ExportColumns {

  private static final Map<String, Function<DisclosureView, String>> COLUMNS =
      new LinkedHashMap<>();

  static {
    COLUMNS.put("id", entry -> text(entry.id()));
    COLUMNS.put("index", entry -> text(entry.index()));
    COLUMNS.put("recordedAt", entry -> time(entry.recordedAt()));
    COLUMNS.put("action", entry -> text(entry.action()));
    COLUMNS.put("outcome", entry -> text(entry.outcome()));
    COLUMNS.put("partner", entry -> text(entry.partner().map(DisclosureEntry.Party::code)));
    COLUMNS.put("partnerKind", entry -> text(entry.partner().map(DisclosureEntry.Party::kind)));
    COLUMNS.put(
        "professional", entry -> text(entry.professional().map(DisclosureEntry.Person::id)));
    COLUMNS.put("role", entry -> text(entry.professional().map(DisclosureEntry.Person::role)));
    COLUMNS.put("purpose", entry -> text(entry.purpose()));
    COLUMNS.put("subject", entry -> text(entry.subject()));
    COLUMNS.put("referral", entry -> text(entry.referral()));
    COLUMNS.put("categories", entry -> words(entry.categories()));
    COLUMNS.put("ground", entry -> text(entry.ground()));
    COLUMNS.put("rule", entry -> text(entry.rule()));
    COLUMNS.put("policyVersion", entry -> text(entry.policyVersion()));
    COLUMNS.put("consent", entry -> text(entry.consent()));
    COLUMNS.put("requestId", entry -> text(entry.requestId()));
    COLUMNS.put("flags", entry -> words(entry.flags()));
    COLUMNS.put("externalId", entry -> text(entry.external().map(External::id)));
    COLUMNS.put("externalWay", entry -> text(entry.external().map(External::way)));
    COLUMNS.put(
        "externalRecipient",
        entry ->
            text(entry.external().flatMap(External::recipient).map(DisclosureEntry.Party::code)));
    COLUMNS.put("externalAuthority", entry -> text(entry.external().flatMap(External::authority)));
    COLUMNS.put("externalOccurredAt", entry -> time(entry.external().map(External::occurredAt)));
    COLUMNS.put(
        "externalDocuments",
        entry -> words(entry.external().map(External::documents).orElse(List.of())));
    COLUMNS.put("externalCorrects", entry -> text(entry.external().flatMap(External::corrects)));
  }

  static final List<String> NAMES = List.copyOf(COLUMNS.keySet());

  private ExportColumns() {}

  static List<String> of(DisclosureView entry) {
    var cells = new ArrayList<String>(NAMES.size());
    COLUMNS.values().forEach(column -> cells.add(column.apply(entry)));
    return cells;
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  /** Seconds always, also on a whole minute: a column of times has one form. */
  private static String time(Optional<Instant> moment) {
    return moment.map(Times::shown).map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format).orElse("");
  }

  private static String words(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
