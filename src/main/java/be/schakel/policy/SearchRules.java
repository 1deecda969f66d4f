package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What a search may be by: every condition it can have, and the categories that the condition looks
 * into. Who may not see those of a record does not find it by them. A condition that stands nowhere
 * does not exist: no totals, no conditions on what points to a record or on what it points to.
 */
public final class SearchRules {

  private static final String HEADER = "condition,does,categories,parameters";

  /** What a condition does to the answer. */
  public enum Effect {
    /** It leaves records out. */
    FILTER,
    /** It puts them in an order. */
    SORT,
    /** It cuts the answer into pages. */
    PAGE,
    /** It leaves a part of each record out, and nothing depends on what that part is. */
    PART,
    /** It sets beside a record what the record shows of others to the same reader. */
    INCLUDE
  }

  /**
   * One line of the table.
   *
   * @param categories what the condition looks into, and how much of it; none for what everybody
   *     who may see the record knows, such as its id
   * @param parameters the routes and parameters that say it, as {@code route?parameter}
   */
  public record Rule(
      String condition,
      Effect effect,
      Map<DataCategory, Form> categories,
      List<String> parameters) {

    public Rule {
      categories = Map.copyOf(categories);
      parameters = List.copyOf(parameters);
    }
  }

  private final List<Rule> rules;

  private SearchRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads the CSV form: words of one field stand apart by spaces.
   *
   * @throws IllegalArgumentException with the line number
   */
  static SearchRules parse(String csv) {
    var rules = new ArrayList<Rule>();
    var seen = new HashSet<String>();
    Lines.read(
        "search-rules.csv",
        csv,
        HEADER,
        ",",
        fields -> {
          var rule =
              new Rule(
                  fields.get(0),
                  word(Effect.class, fields.get(1)),
                  categories(fields.get(2)),
                  words(fields.get(3)));
          if (rule.condition().isBlank() || rule.parameters().isEmpty()) {
            throw new IllegalArgumentException("a condition and its parameters are expected");
          }
          if (!seen.add(rule.condition() + " " + rule.effect())) {
            throw new IllegalArgumentException("the condition stands twice");
          }
          rules.add(rule);
        });
    return new SearchRules(rules);
  }

  public List<Rule> all() {
    return rules;
  }

  /**
   * What these conditions together look into.
   *
   * @throws IllegalArgumentException for a condition without a rule
   */
  public Map<DataCategory, Form> lookInto(Collection<String> conditions) {
    var categories = new EnumMap<DataCategory, Form>(DataCategory.class);
    for (var condition : conditions) {
      var known = false;
      for (var rule : rules) {
        if (rule.condition().equals(condition)) {
          known = true;
          // All of it, where two conditions look into one category differently
          rule.categories()
              .forEach(
                  (category, form) ->
                      categories.merge(
                          category, form, (one, other) -> one == other ? one : Form.FULL));
        }
      }
      if (!known) {
        throw new IllegalArgumentException("no search rule for " + condition);
      }
    }
    return Collections.unmodifiableMap(categories);
  }

  private static Map<DataCategory, Form> categories(String field) {
    var categories = new EnumMap<DataCategory, Form>(DataCategory.class);
    for (var name : words(field)) {
      var parts = name.split("/", 2);
      categories.put(
          word(DataCategory.class, parts[0]),
          parts.length == 1 ? Form.FULL : word(Form.class, parts[1]));
    }
    return categories;
  }

  private static List<String> words(String field) {
    return Arrays.stream(field.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static <E extends Enum<E>> E word(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("unknown " + type.getSimpleName(), unknown);
    }
  }
}
