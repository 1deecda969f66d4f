package be.schakel.fhir;

import be.schakel.mano.ManoSearch;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.ReferralType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The conditions of a search for Tasks of investigations: {@code code=MANO} asks for these, and
 * without it a search finds the Tasks of reports. Pure.
 */
final class InvestigationSearch {

  private static final String CODE = SearchParameters.INVESTIGATIONS;
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(CODE, "business-status", SearchParameters.CHANGED, "_count", SearchLinks.CURSOR));

  private InvestigationSearch() {}

  /** Whether it is one. */
  static boolean asked(Map<String, List<String>> given) {
    return given.containsKey(CODE);
  }

  /**
   * @param given as they came, decoded
   * @throws SchakelProblem what is unknown, repeated or no value of its parameter
   */
  static ManoSearch of(Map<String, List<String>> given) {
    var single = new TreeMap<String, String>();
    given.forEach(
        (name, values) -> {
          if (!KNOWN.contains(name)) {
            throw SchakelProblem.of(Code.UNKNOWN_PARAMETER, String.join(", ", KNOWN));
          }
          if (values.size() > 1 && !name.equals(SearchParameters.CHANGED)) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
          single.put(name, values.get(0));
        });
    if (!code(single.get(CODE)).equals(ReferralType.MANO.name())) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, CODE, ReferralType.MANO.name());
    }
    return new ManoSearch(
        Optional.empty(),
        since(given),
        Optional.ofNullable(single.get("business-status"))
            .map(InvestigationSearch::states)
            .orElse(List.of()),
        Optional.ofNullable(single.get("_count")).map(SearchParameters::count),
        Optional.ofNullable(single.get(SearchLinks.CURSOR)));
  }

  /** Where investigations stand is what there is to poll: until when has no answer. */
  private static Optional<OffsetDateTime> since(Map<String, List<String>> given) {
    var changed = SearchParameters.changed(given);
    if (changed.to().isPresent()) {
      throw SchakelProblem.of(
          Code.INVALID_PARAMETER, SearchParameters.CHANGED, "ge2026-11-21, gt2026-11-21");
    }
    return changed.from().map(from -> from.atOffset(ZoneOffset.UTC));
  }

  private static List<ManoState> states(String value) {
    var states = new ArrayList<ManoState>();
    for (var token : value.split(",", -1)) {
      states.add(
          Arrays.stream(ManoState.values())
              .filter(state -> state.name().equals(code(token)))
              .findFirst()
              .orElseThrow(
                  () ->
                      SchakelProblem.of(
                          Code.INVALID_PARAMETER,
                          "business-status",
                          Arrays.toString(ManoState.values()).replaceAll("[\\[\\]]", ""))));
    }
    return states;
  }

  /** Of a token, with or without its system. */
  private static String code(String token) {
    return token.substring(token.lastIndexOf('|') + 1);
  }
}
