package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The disclosure log as it lies in the database, read by its owner. */
public final class Logbook {

  /**
   * One entry.
   *
   * @param entry as committed to
   */
  public record Line(String entry, byte[] salt, byte[] leaf, byte[] answer) {

    public JsonNode json() {
      return Report.read(entry);
    }

    public String at(String pointer) {
      return json().at(pointer).asText();
    }
  }

  private Logbook() {}

  /** The entries of one request, in the order in which they were added. */
  public static List<Line> ofRequest(String requestId) {
    return lines("entry::jsonb ->> 'requestId' = :value", requestId);
  }

  /** The entries of one answer, in order. */
  public static List<Line> ofAnswer(byte[] root) {
    return lines("answer = :value", root);
  }

  private static List<Line> lines(String condition, Object value) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select entry, salt, leaf, answer from ledger_entry where "
                            + condition
                            + " order by id")
                    .bind("value", value)
                    .map(
                        (row, context) ->
                            new Line(
                                row.getString("entry"),
                                row.getBytes("salt"),
                                row.getBytes("leaf"),
                                row.getBytes("answer")))
                    .list());
  }
}
