package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the matrix is cut by professional role inside the centre that owns a case: need to know holds
 * among colleagues too.
 *
 * @param may the whole of what a named role gets; a role that is not named gets all but what is
 *     bound
 * @param bound categories that only the named roles get
 */
public record OwnerRoles(Map<String, Set<DataCategory>> may, Map<DataCategory, Set<String>> bound) {

  public OwnerRoles {
    may = copy(may);
    bound = copy(bound);
  }

  private static <K, V> Map<K, Set<V>> copy(Map<K, Set<V>> sets) {
    return sets.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
  }

  boolean permit(String role, DataCategory category) {
    var whole = may.get(role);
    if (whole != null) {
      return whole.contains(category);
    }
    var named = bound.get(category);
    return named == null || named.contains(role);
  }
}
