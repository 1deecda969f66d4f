package be.schakel.fhir;

import be.schakel.disclosure.Aspect;
import be.schakel.disclosure.EventCursor;
import be.schakel.disclosure.EventQuery;
import be.schakel.disclosure.EventQuery.Condition;
import be.schakel.disclosure.EventQuery.Place;
import be.schakel.disclosure.EventQuery.Value;
import be.schakel.disclosure.Told;
import be.schakel.fhir.guide.Period;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.out.AuditCodes;
import be.schakel.fhir.out.AuditIds;
import be.schakel.fhir.out.Balp;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The conditions of a search for audit events (IHE ITI-81) as a question to the log. What is not
 * known is refused, since passing over a condition would answer another question. Pure.
 */
final class AuditSearch {

  static final String TYPE = "AuditEvent";

  /** A child, even by its pseudonym, is asked for in a body only. */
  static final String PATIENT = "patient.identifier";

  private static final int DEFAULT_COUNT = 20;
  private static final String DATE = "date";
  private static final String CHANGED = "_lastUpdated";
  private static final String ID = "_id";
  private static final String COUNT = "_count";
  private static final String ADDRESS = "address";
  private static final String AGENT = "agent.identifier";
  private static final String ENTITY = "entity.identifier";
  private static final String SOURCE = "source.identifier";
  private static final Set<String> REPEATABLE = Set.of(DATE, CHANGED);
  private static final Set<String> KNOWN = new TreeSet<>(AuditCodes.PARAMETERS.keySet());

  static {
    KNOWN.addAll(
        Set.of(DATE, CHANGED, ID, COUNT, ADDRESS, AGENT, ENTITY, SOURCE, SearchLinks.CURSOR));
  }

  private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String UNSAID = "*";
  private static final Pattern PARTNERS =
      Pattern.compile(Pattern.quote(Systems.PARTNER) + "\\|[a-z0-9-]{1,63}");
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern MANY_DIGITS = Pattern.compile("\\d(?:\\W?\\d){5}");
  private static final Pattern IP = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** What an identifier of an entity may be one of. */
  private static final Map<String, Place> ENTITIES =
      new TreeMap<>(
          Map.of(
              Systems.REFERRAL, Place.REFERRAL,
              Systems.CONSENT, Place.CONSENT,
              Systems.REQUEST, Place.REQUEST));

  /** The systems that a professional's number may come with; the log does not tell them apart. */
  private static final Set<String> NUMBERS =
      new TreeSet<>(
          Set.of(
              Systems.PROFESSIONAL,
              Systems.SSIN,
              Systems.SSIN.replace("ssin", "nihdi"),
              Systems.SSIN.replace("ssin", "nihdi-professional")));

  private final Map<String, List<String>> given;
  private final String gateway;
  private final List<Condition> conditions = new ArrayList<>();
  private final Set<Told> told = new LinkedHashSet<>(Told.all());

  private AuditSearch(Map<String, List<String>> given, String gateway) {
    this.given = given;
    this.gateway = gateway;
  }

  /**
   * The question.
   *
   * @param given as they came, decoded
   * @param post whether they came in a body
   * @param gateway the public address, which is what all events have for a source
   * @throws SchakelProblem what is missing, unknown, repeated or not understood
   */
  static EventQuery query(Map<String, List<String>> given, boolean post, String gateway) {
    check(given, post);
    return new AuditSearch(new TreeMap<>(given), gateway).query();
  }

  /** The question for one event; for an id that is none of ours, one that finds nothing. */
  static EventQuery one(String id) {
    return new AuditSearch(Map.of(ID, List.of(id)), "").query();
  }

  private static void check(Map<String, List<String>> given, boolean post) {
    var known = new TreeSet<>(KNOWN);
    if (post) {
      known.add(PATIENT);
    }
    given.forEach(
        (name, values) -> {
          if (!post && name.equals(PATIENT)) {
            throw SchakelProblem.of(Code.IDENTIFIER_IN_URL, "/fhir/" + TYPE + "/_search");
          }
          if (!known.contains(name)) {
            throw SchakelProblem.of(Code.UNKNOWN_PARAMETER, String.join(", ", known));
          }
          if (values.stream().anyMatch(it -> it.chars().anyMatch(Character::isISOControl))) {
            throw SchakelProblem.of(Code.INVALID_PARAMETER, name, "U+0020-U+10FFFF");
          }
          if (values.size() > 1 && !REPEATABLE.contains(name)) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
        });
    if (!given.containsKey(DATE) && !given.containsKey(ID)) {
      throw SchakelProblem.of(Code.MISSING_PARAMETER, DATE);
    }
  }

  private EventQuery query() {
    value(ID).ifPresent(this::only);
    value(ADDRESS).ifPresent(this::address);
    value(AGENT).ifPresent(this::agent);
    value(PATIENT).ifPresent(this::patient);
    value(ENTITY).ifPresent(this::entity);
    value(SOURCE).ifPresent(this::source);
    for (var parameter : AuditCodes.PARAMETERS.keySet()) {
      value(parameter)
          .ifPresent(tokens -> told.removeIf(AuditCodes.having(parameter, tokens).negate()));
    }
    // The searches of the log are shown to who asks for them by their type
    if (value("type").isEmpty() && value(ID).isEmpty()) {
      told.removeIf(each -> each.sort().action() == LogAction.AUDIT_READ);
    }
    if (told.isEmpty()) {
      nothing();
    }
    var period =
        Period.of(DATE, given.getOrDefault(DATE, List.of()))
            .and(Period.of(CHANGED, given.getOrDefault(CHANGED, List.of())));
    return new EventQuery(
        period.from(),
        period.to(),
        conditions,
        told,
        value(COUNT).map(SearchParameters::count).orElse(DEFAULT_COUNT),
        value(SearchLinks.CURSOR).map(EventCursor::parse),
        words());
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(given.get(name)).map(values -> values.get(0));
  }

  private void nothing() {
    conditions.add(new Condition(List.of()));
  }

  private void only(String id) {
    var entry = AuditIds.entry(id);
    entry.ifPresentOrElse(
        found -> {
          conditions.add(new Condition(List.of(new Value(Place.ID, found.toString()))));
          var aspect = AuditIds.aspect(id).map(Aspect::name).orElse("");
          told.removeIf(each -> !each.aspect().name().equals(aspect));
        },
        this::nothing);
  }

  private void address(String tokens) {
    conditions.add(
        new Condition(
            tokens(tokens)
                .map(token -> new Value(Place.ADDRESS, expect(ADDRESS, IP, token, "192.0.2.17")))
                .toList()));
  }

  private void agent(String tokens) {
    var values = new ArrayList<Value>();
    tokens(tokens)
        .map(Token::of)
        .forEach(
            token -> {
              if (token.isFrom(Set.of(Systems.PARTNER))) {
                values.add(new Value(Place.PARTNER, token.value()));
                values.add(new Value(Place.RECIPIENT, token.value()));
              }
              if (token.isFrom(NUMBERS)) {
                values.add(new Value(Place.PROFESSIONAL, token.value()));
              }
            });
    conditions.add(new Condition(values));
  }

  /** A number would tell an auditor alone whose pseudonym it is: that takes two persons. */
  private void patient(String tokens) {
    var values = new ArrayList<Value>();
    tokens(tokens)
        .map(Token::of)
        .forEach(
            token -> {
              if (!token.isFrom(Set.of(Systems.PSEUDONYM))) {
                throw SchakelProblem.of(
                    Code.INVALID_PARAMETER, PATIENT, Systems.PSEUDONYM + "|...");
              }
              values.add(
                  new Value(
                      Place.SUBJECT,
                      expect(PATIENT, PSEUDONYM, token.value(), Systems.PSEUDONYM + "|...")));
            });
    conditions.add(new Condition(values));
    told.removeIf(each -> !each.sort().ofChild());
  }

  /** Events that do not name it are left out, though they are about the same. */
  private void entity(String text) {
    var values = new ArrayList<Value>();
    var naming = new ArrayList<Predicate<Told>>();
    tokens(text)
        .map(Token::of)
        .forEach(
            token -> {
              if (token.isOfAccess()) {
                values.add(new Value(Place.TOKEN, token.value().substring(Balp.JTI.length())));
                naming.add(AuditCodes.namingToken());
                return;
              }
              ENTITIES.forEach(
                  (system, place) -> {
                    if (token.isFrom(Set.of(system))) {
                      values.add(new Value(place, token.value()));
                      naming.add(AuditCodes.naming(system));
                    }
                  });
            });
    if (values.isEmpty()) {
      throw SchakelProblem.of(
          Code.INVALID_PARAMETER, ENTITY, String.join("|..., ", ENTITIES.keySet()) + "|...");
    }
    conditions.add(new Condition(values));
    told.removeIf(each -> naming.stream().noneMatch(names -> names.test(each)));
  }

  private void source(String tokens) {
    var ours =
        tokens(tokens)
            .map(Token::of)
            .anyMatch(token -> token.isFrom(Set.of(Systems.URI)) && token.value().equals(gateway));
    if (!ours) {
      nothing();
    }
  }

  private static Stream<String> tokens(String value) {
    return Arrays.stream(value.split(",", -1));
  }

  private static String expect(String name, Pattern pattern, String value, String example) {
    if (!pattern.matcher(value).matches()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, example);
    }
    return value;
  }

  /** Everything that was asked for, so that it can be asked again, but the number of a person. */
  private String words() {
    var words = new StringJoiner(" ");
    words.add(TYPE);
    given.forEach(
        (name, values) -> values.forEach(value -> words.add(name + "=" + loggable(name, value))));
    return words.toString();
  }

  private String loggable(String name, String value) {
    return switch (name) {
      // These were understood, so they are what they should be
      case DATE, CHANGED, COUNT, ADDRESS, PATIENT, SearchLinks.CURSOR -> value;
      case AGENT -> PARTNERS.matcher(value).matches() ? value : UNSAID;
      case ENTITY ->
          MANY_DIGITS.matcher(UUIDS.matcher(value).replaceAll("")).find() ? UNSAID : value;
      case ID -> AuditIds.entry(value).isPresent() ? value : UNSAID;
      case SOURCE -> value.endsWith(gateway) ? value : UNSAID;
      default -> Told.all().stream().anyMatch(AuditCodes.having(name, value)) ? value : UNSAID;
    };
  }

  /** An identifier in a search. */
  private record Token(Optional<String> system, String value) {

    static Token of(String text) {
      var bar = text.lastIndexOf('|');
      return bar < 0
          ? new Token(Optional.empty(), text)
          : new Token(Optional.of(text.substring(0, bar)), text.substring(bar + 1));
    }

    /** BALP: the identifier of an access token is a URN without a system. */
    boolean isOfAccess() {
      return system.filter(named -> !named.isEmpty()).isEmpty() && value.startsWith(Balp.JTI);
    }

    boolean isFrom(Set<String> systems) {
      return system.map(systems::contains).orElse(true);
    }
  }
}
