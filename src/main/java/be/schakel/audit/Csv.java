package be.schakel.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that no spreadsheet takes for a formula: what could
 * begin one gets an apostrophe before it. Pure.
 */
final class Csv {

  /** What spreadsheets begin a formula with, also in the wide forms that they normalise. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    var defused = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + defused.replace("\"", "\"\"") + '"';
  }
}
