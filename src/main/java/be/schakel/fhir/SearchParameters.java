package be.schakel.fhir;

import be.schakel.fhir.guide.Period;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.ReferralQuery;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.Uuid7;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The conditions of a FHIR search as a question to the feature. What is not known is refused, since
 * passing over a condition would answer another question. Pure.
 */
final class SearchParameters {

  /** A search by the number of a child never stands in an address. */
  static final Set<String> BY_PERSON =
      Set.of("patient.identifier", "patient:Patient.identifier", "subject:Patient.identifier");

  /** With it another list is searched: see {@link InvestigationSearch}. */
  static final String INVESTIGATIONS = "code";

  static final String CHANGED = "_lastUpdated";

  /** The children of each report that is found, as far as its reader may see them. */
  static final String INCLUDE = "_include";

  private static final Set<String> INCLUDED =
      Set.of("ServiceRequest:subject", "ServiceRequest:patient", "ServiceRequest:patient:Patient");

  private static final Set<String> COMMON =
      Set.of("_id", "status", CHANGED, "_count", SearchLinks.CURSOR);
  private static final Map<String, Set<String>> OWN =
      Map.of(
          "ServiceRequest",
          Set.of("identifier", INCLUDE),
          "Task",
          Set.of("focus", "business-status", INVESTIGATIONS));

  /** What R4 servers mostly know, and what here goes otherwise or without. */
  private static final Set<String> ELSEWHERE =
      Set.of("_sort", "_revinclude", INCLUDE, "patient", "subject");

  private static final Set<String> REPEATABLE = Set.of(INCLUDE, CHANGED);

  /** Nothing has it, so a contradiction finds nothing and is still recorded as a search. */
  private static final UUID NOBODY = new UUID(0, 0);

  private final String type;
  private final Map<String, String> given;
  private final Period changed;
  private final Set<ReferralStatus> statuses = EnumSet.allOf(ReferralStatus.class);
  private Optional<UUID> only = Optional.empty();
  private boolean contradiction;

  private SearchParameters(String type, Map<String, String> given, Period changed) {
    this.type = type;
    this.given = given;
    this.changed = changed;
  }

  /**
   * @param type ServiceRequest or Task
   * @param given as they came, decoded
   * @param post whether they came in a body
   */
  static ReferralQuery query(String type, Map<String, List<String>> given, boolean post) {
    var single = single(type, given, post);
    includesChildren(given);
    return new SearchParameters(type, single, changed(given)).query();
  }

  /** When what is found changed last: where all that is said of it overlaps. */
  static Period changed(Map<String, List<String>> given) {
    return Period.of(CHANGED, given.getOrDefault(CHANGED, List.of()));
  }

  /**
   * Whether the children are wanted beside the reports.
   *
   * @throws SchakelProblem {@link Code#INVALID_PARAMETER} when anything else is
   */
  static boolean includesChildren(Map<String, List<String>> given) {
    var wanted = given.getOrDefault(INCLUDE, List.of());
    if (!INCLUDED.containsAll(wanted)) {
      throw SchakelProblem.of(
          Code.INVALID_PARAMETER, INCLUDE, String.join(", ", new TreeSet<>(INCLUDED)));
    }
    return !wanted.isEmpty();
  }

  /** The conditions that may stand in a link. */
  static Map<String, List<String>> linkable(Map<String, List<String>> given) {
    var conditions = new TreeMap<String, List<String>>();
    given.forEach(
        (name, values) -> {
          if (!BY_PERSON.contains(name) && !name.equals(SearchLinks.CURSOR)) {
            conditions.put(name, List.copyOf(values));
          }
        });
    return conditions;
  }

  private static Map<String, String> single(
      String type, Map<String, List<String>> given, boolean post) {
    var known = new TreeSet<>(COMMON);
    known.addAll(OWN.get(type));
    if (post) {
      known.addAll(BY_PERSON);
    }
    var single = new TreeMap<String, String>();
    given.forEach(
        (name, values) -> {
          if (!post && BY_PERSON.contains(name)) {
            throw SchakelProblem.of(Code.IDENTIFIER_IN_URL, "/fhir/" + type + "/_search");
          }
          if (!known.contains(name)) {
            throw SchakelProblem.of(
                ELSEWHERE.contains(name.replaceFirst("[:.].*", ""))
                    ? Code.NOT_SEARCHED_SO
                    : Code.UNKNOWN_PARAMETER,
                String.join(", ", known));
          }
          if (values.size() > 1 && !REPEATABLE.contains(name)) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
          single.put(name, values.get(0));
        });
    return single;
  }

  private ReferralQuery query() {
    one("_id").ifPresent(id -> only(Uuid7.parse(id)));
    one("focus").ifPresent(focus -> only(Uuid7.parse(focus.replaceFirst("^ServiceRequest/", ""))));
    value("status").ifPresent(status -> narrow("status", status, byStatus()));
    value("business-status")
        .ifPresent(status -> narrow("business-status", status, byBusinessStatus()));
    var all = statuses.size() == ReferralStatus.values().length;
    var query =
        new ReferralQuery(
            all ? List.of() : new ArrayList<>(statuses),
            value("identifier").map(SearchParameters::identifier),
            person(),
            Optional.empty(),
            value("_count").map(SearchParameters::count),
            value(SearchLinks.CURSOR));
    if (contradiction || statuses.isEmpty()) {
      return query.only(NOBODY);
    }
    return changed(only.map(query::only).orElse(query));
  }

  private ReferralQuery changed(ReferralQuery query) {
    return changed.isEmpty()
        ? query
        : query.changed(
            changed.from().orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC),
            changed.to().map(end -> end.atOffset(ZoneOffset.UTC)));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** One of them: a list with commas would mean any of several (R4 search 3.1.1.5). */
  private Optional<String> one(String name) {
    var given = value(name);
    if (given.filter(list -> list.contains(",")).isPresent()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, "<id>");
    }
    return given;
  }

  private void only(Optional<UUID> id) {
    contradiction |= id.isEmpty() || only.isPresent() && !only.equals(id);
    only = id;
  }

  private void narrow(String name, String value, Map<String, Set<ReferralStatus>> known) {
    var wanted = EnumSet.noneOf(ReferralStatus.class);
    for (var token : value.split(",", -1)) {
      var code = token.substring(token.lastIndexOf('|') + 1);
      var found = known.get(code);
      if (found == null) {
        throw SchakelProblem.of(Code.INVALID_PARAMETER, name, String.join(", ", known.keySet()));
      }
      wanted.addAll(found);
    }
    statuses.retainAll(wanted);
  }

  private Map<String, Set<ReferralStatus>> byStatus() {
    return type.equals("Task")
        ? by(status -> List.of(StatusToFhir.of(status).toCode()))
        : by(
            status ->
                status == ReferralStatus.RETRACTED
                    ? List.of("revoked", "entered-in-error")
                    : List.of(StatusToFhir.of(status, Optional.empty()).toCode()));
  }

  private static Map<String, Set<ReferralStatus>> byBusinessStatus() {
    return by(status -> List.of(status.name()));
  }

  private static Map<String, Set<ReferralStatus>> by(Function<ReferralStatus, List<String>> codes) {
    return Arrays.stream(ReferralStatus.values())
        .flatMap(status -> codes.apply(status).stream().map(code -> Map.entry(code, status)))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                TreeMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  private static Submission.BusinessIdentifier identifier(String token) {
    var bar = token.indexOf('|');
    if (bar <= 0 || bar == token.length() - 1) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "identifier", ReferralQuery.IDENTIFIERS);
    }
    return new Submission.BusinessIdentifier(token.substring(0, bar), token.substring(bar + 1));
  }

  private Optional<String> person() {
    var conditions = BY_PERSON.stream().filter(given::containsKey).sorted().toList();
    if (conditions.size() > 1) {
      throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, conditions.get(1));
    }
    return conditions.stream().findFirst().map(name -> number(name, given.get(name)));
  }

  /** The number of a person, as a token of its system or of none. */
  static String number(String name, String token) {
    var bar = token.lastIndexOf('|');
    var system = bar < 0 ? "" : token.substring(0, bar);
    var number = new Insz(token.substring(bar + 1)).value();
    if (!system.isEmpty() && !Systems.SSINS.contains(system) || number.isEmpty()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, Systems.SSIN + "|...");
    }
    return number;
  }

  /** A server may give fewer than are asked for (R4 search, "Page Count"). */
  static int count(String value) {
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "_count", "1-" + ReferralQuery.MOST);
    }
    return Math.min(Integer.parseInt(value), ReferralQuery.MOST);
  }
}
