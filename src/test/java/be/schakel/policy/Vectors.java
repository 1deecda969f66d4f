package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The matrix as the domain file draws it: a table, read without the code under test. */
final class Vectors {

  /** Row label to category to cell. */
  static final Map<String, Map<DataCategory, String>> MATRIX = read();

  private Vectors() {}

  static String cell(String row, DataCategory category) {
    return MATRIX.get(row).get(category);
  }

  private static Map<String, Map<DataCategory, String>> read() {
    var lines = text().lines().map(line -> line.split("\\|")).toList();
    var rows = new LinkedHashMap<String, Map<DataCategory, String>>();
    for (var fields : lines.subList(1, lines.size())) {
      var cells = new EnumMap<DataCategory, String>(DataCategory.class);
      for (int at = 1; at < fields.length; at++) {
        cells.put(DataCategory.valueOf(lines.get(0)[at].trim()), fields[at].trim());
      }
      rows.put(fields[0].trim(), cells);
    }
    return rows;
  }

  private static String text() {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/disclosure-matrix.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
