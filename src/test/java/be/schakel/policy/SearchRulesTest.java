package be.schakel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.policy.SearchRules.Effect;
import be.schakel.vocabulary.DataCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRulesTest {

  private static final String HEADER = "condition,does,categories,parameters\n";
  private static final SearchRules RULES = new Policy(PolicyData.shipped()).searchRules();

  private static String name(Map.Entry<DataCategory, Form> looked) {
    return looked.getKey() + (looked.getValue() == Form.FULL ? "" : "/" + looked.getValue());
  }

  @Test
  void conditionsTogetherLookIntoWhatEachLooksInto() {
    assertEquals(Map.of(), RULES.lookInto(List.of()));
    assertEquals(Map.of(), RULES.lookInto(List.of("id", "page")));
    assertEquals(
        Map.of(DataCategory.STATUS, Form.FULL, DataCategory.CHILD_ID, Form.BASIC),
        RULES.lookInto(List.of("status", "childInsz", "id")));
    assertThrows(IllegalArgumentException.class, () -> RULES.lookInto(List.of("status", "total")));
  }

  @Test
  void oneConditionCanFilterAndSort() {
    var rules =
        SearchRules.parse(
            HEADER + "a,FILTER,STATUS ADDRESS/BASIC,/x?a\na,SORT,CHILD_ID ADDRESS,/x?a\n");
    assertEquals(
        Map.of(
            DataCategory.STATUS,
            Form.FULL,
            DataCategory.CHILD_ID,
            Form.FULL,
            DataCategory.ADDRESS,
            Form.FULL),
        rules.lookInto(Set.of("a")));
    assertEquals(
        List.of(Effect.FILTER, Effect.SORT),
        rules.all().stream().map(SearchRules.Rule::effect).toList());
    assertEquals(List.of("/x?a"), rules.all().get(1).parameters());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a,FILTER,STATUS; 4 fields are expected",
        "a,COUNT,STATUS,/x?a; unknown Effect",
        "a,FILTER,STATUSES,/x?a; unknown DataCategory",
        "a,FILTER,STATUS,; a condition and its parameters",
        "' ,FILTER,STATUS,/x?a'; a condition and its parameters",
        "b,FILTER,,/x?b; stands twice"
      })
  void brokenLineIsRefusedWithItsNumber(String line, String why) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> SearchRules.parse(HEADER + "b,FILTER,,/x?b\n" + line));
    assertTrue(refused.getMessage().startsWith("search-rules.csv, line 3: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void tableOfTheGuideIsTheTableOfThePolicy() throws IOException {
    var guide = Files.readString(Path.of("src/site/markdown/policy.md"));
    for (var rule : RULES.all()) {
      var looks =
          rule.categories().isEmpty()
              ? "nothing"
              : rule.categories().entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(SearchRulesTest::name)
                  .collect(Collectors.joining(" "));
      var where =
          rule.parameters().stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
      var line =
          String.format("| %s | %s | %s | %s |\n", rule.condition(), rule.effect(), looks, where);
      assertTrue(guide.contains(line), line);
    }
    var lines = guide.lines().filter(it -> it.contains("`/api/") || it.contains("`/fhir/"));
    assertEquals(RULES.all().size(), lines.count());
  }
}
