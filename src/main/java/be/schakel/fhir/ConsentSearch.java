package be.schakel.fhir;

import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.out.ConsentToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.Uuid7;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The conditions of a search for consents (IHE PCF, ITI-108): whose and how they stand, both
 * needed, and to whom they were given. Pure.
 *
 * @param child by its id here
 * @param insz by its national number; one of the two is there, and never both
 * @param grantee the code of the partner that got them
 */
record ConsentSearch(
    Optional<UUID> child, Optional<String> insz, Optional<String> grantee, Set<String> statuses) {

  static final String PATIENT = "patient";
  private static final String NUMBER = "patient.identifier";
  static final String ACTOR = "actor";
  private static final String STATUS = "status";
  private static final Set<String> KNOWN = new TreeSet<>(Set.of(ACTOR, PATIENT, STATUS));
  private static final Set<String> IN_A_BODY =
      new TreeSet<>(Set.of(ACTOR, PATIENT, NUMBER, STATUS));

  /** Nobody has this id, so a name that is none finds nothing. */
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * @param given as they came, decoded
   * @param post whether they came in a body
   * @throws SchakelProblem what is missing, unknown or repeated
   */
  static ConsentSearch of(Map<String, List<String>> given, boolean post) {
    var known = post ? IN_A_BODY : KNOWN;
    var single = new TreeMap<String, String>();
    given.forEach(
        (name, values) -> {
          if (!post && SearchParameters.BY_PERSON.contains(name)) {
            throw SchakelProblem.of(Code.IDENTIFIER_IN_URL, "/fhir/Consent/_search");
          }
          if (!known.contains(name)) {
            throw SchakelProblem.of(Code.UNKNOWN_PARAMETER, String.join(", ", known));
          }
          if (values.size() > 1) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
          single.put(name, values.get(0));
        });
    if (single.containsKey(PATIENT) && single.containsKey(NUMBER)) {
      throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, NUMBER);
    }
    if (!single.containsKey(NUMBER)) {
      needed(single, PATIENT);
    }
    needed(single, STATUS);
    return new ConsentSearch(
        Optional.ofNullable(single.get(PATIENT)).map(ConsentSearch::id),
        Optional.ofNullable(single.get(NUMBER)).map(it -> SearchParameters.number(NUMBER, it)),
        Optional.ofNullable(single.get(ACTOR)).map(ConsentSearch::partner),
        statuses(single.get(STATUS)));
  }

  private static void needed(Map<String, String> single, String name) {
    if (!single.containsKey(name)) {
      throw SchakelProblem.of(Code.MISSING_PARAMETER, name);
    }
  }

  private static UUID id(String reference) {
    return Uuid7.parse(reference.replaceFirst("^Patient/", "")).orElse(NOBODY);
  }

  /** By reference, or by the identifier that {@code provision.actor} shows. */
  private static String partner(String actor) {
    var token = Systems.PARTNER + "|";
    return actor.startsWith(token)
        ? actor.substring(token.length())
        : actor.replaceFirst("^Organization/", "");
  }

  boolean wants(ConsentStatus status, String givenTo) {
    return wants(status) && grantee.map(givenTo::equals).orElse(true);
  }

  private boolean wants(ConsentStatus status) {
    return statuses.contains(ConsentToFhir.state(status).toCode());
  }

  private static Set<String> statuses(String value) {
    var known =
        Arrays.stream(ConsentStatus.values())
            .map(status -> ConsentToFhir.state(status).toCode())
            .collect(Collectors.toCollection(TreeSet::new));
    var wanted = new TreeSet<String>();
    for (var token : value.split(",", -1)) {
      var code = token.substring(token.lastIndexOf('|') + 1);
      if (!known.contains(code)) {
        throw SchakelProblem.of(Code.INVALID_PARAMETER, STATUS, String.join(", ", known));
      }
      wanted.add(code);
    }
    return wanted;
  }
}
