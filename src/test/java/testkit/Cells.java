package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cells of the matrix as it is shipped, and which of them an answer shows. */
public final class Cells {

  private static final Map<String, Map<String, String>> MATRIX = matrix();

  private Cells() {}

  private static Map<String, Map<String, String>> matrix() {
    try (var in = Cells.class.getResourceAsStream("/policy/matrix.csv")) {
      var cells = new HashMap<String, Map<String, String>>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(
              cell -> cells.computeIfAbsent(cell[0], any -> new HashMap<>()).put(cell[1], cell[2]));
      return cells;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The categories whose cell has one of these letters. */
  public static Set<String> lettered(String row, String... letters) {
    return MATRIX.get(row).entrySet().stream()
        .filter(
            cell ->
                List.of(cell.getValue().split("/")).stream().anyMatch(List.of(letters)::contains))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The categories that an answer shows anything of. */
  public static Set<String> seen(JsonNode view) {
    var seen = new TreeSet<String>();
    see(seen, "RECEIPT", view.path("reference"));
    see(seen, "STATUS", view.path("status"));
    see(seen, "MANO_STATUS", view.at("/mano/askedAt"));
    see(seen, "CHILD_ID", view.at("/children/0/familyName"));
    see(seen, "ADDRESS", view.at("/children/0/address"));
    see(seen, "CONCERN", view.at("/children/0/problem"));
    see(seen, "CHILD_VIEW", view.at("/children/0/view"));
    see(seen, "FAMILY_ID", view.at("/persons/0/familyName"));
    see(seen, "REPORTER_ID", view.path("reporter"));
    see(seen, "CONSENT", view.at("/consents/0"));
    for (var part : List.of("documents", "contributions")) {
      // Of its own document a sender always has id and digest, which are part of the receipt
      view.path(part)
          .forEach(each -> see(seen, each.path("category").asText(), each.path("category")));
    }
    return seen;
  }

  private static void see(Set<String> seen, String category, JsonNode value) {
    if (!value.isMissingNode()) {
      seen.add(category);
    }
  }
}
