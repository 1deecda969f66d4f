package be.schakel.fhir;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.Uuid7;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The conditions of a search for consents (IHE PCF, ITI-108): whose and how they stand, both
 * needed. Pure.
 */
record ConsentSearch(UUID child, Set<String> statuses) {

  private static final String PATIENT = "patient";
  private static final String STATUS = "status";
  private static final Set<String> KNOWN = new TreeSet<>(Set.of(PATIENT, STATUS));

  /** Nobody has this id, so a name that is none finds nothing. */
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * @param given as they came, decoded
   * @throws SchakelProblem what is missing, unknown or repeated
   */
  static ConsentSearch of(Map<String, List<String>> given) {
    var single = new TreeMap<String, String>();
    given.forEach(
        (name, values) -> {
          if (!KNOWN.contains(name)) {
            throw SchakelProblem.of(Code.UNKNOWN_PARAMETER, String.join(", ", KNOWN));
          }
          if (values.size() > 1) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
          single.put(name, values.get(0));
        });
    KNOWN.forEach(
        name -> {
          if (!single.containsKey(name)) {
            throw SchakelProblem.of(Code.MISSING_PARAMETER, name);
          }
        });
    var id = single.get(PATIENT).replaceFirst("^(?:.*/)?Patient/", "");
    return new ConsentSearch(Uuid7.parse(id).orElse(NOBODY), statuses(single.get(STATUS)));
  }

  boolean wants(ConsentStatus status) {
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
