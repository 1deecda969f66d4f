package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists read to their end, page by page. */
public final class Listing {

  private Listing() {}

  /** Every item of a list, in order; {@code query} without cursor. */
  public static List<JsonNode> all(Requests reader, String path, String query) {
    var items = new ArrayList<JsonNode>();
    var next = "";
    do {
      var cursor = next.isEmpty() ? "" : "&cursor=" + encoded(next);
      var page = reader.get(path + "?" + query + cursor).expect(200).json();
      page.path("items").forEach(items::add);
      next = page.path("next").isNull() ? "" : page.path("next").asText();
    } while (!next.isEmpty());
    return items;
  }

  /** The ids of every referral that a list of them holds. */
  public static List<String> referrals(Requests reader, String query) {
    return all(reader, "/api/referrals", query).stream()
        .map(item -> item.path("id").asText())
        .toList();
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
