package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * The disclosure matrix (disclosure policy 5.7): for each row of partners and each category the
 * letters of which any will do. A row that the file does not have denies everything.
 *
 * <p>Immutable, and thrown out as a whole when one line is wrong: half a matrix would deny what it
 * should permit and nobody would know why.
 */
public final class Matrix {

  private static final String FILE = "matrix.csv";
  private static final String HEADER = "partner,category,decision";

  private final Map<Row, Map<DataCategory, Cell>> cells;

  private Matrix(Map<Row, Map<DataCategory, Cell>> cells) {
    this.cells = cells;
  }

  /** One cell: its letters, and how it is written. */
  record Cell(String text, List<Letter> letters) {

    private static final Cell CLOSED = new Cell("X", List.of(Letter.X));

    static Cell parse(String text) {
      var letters = EnumSet.noneOf(Letter.class);
      for (var word : text.split("/", -1)) {
        if (!letters.add(letter(word))) {
          throw new IllegalArgumentException("a letter stands twice in the cell");
        }
      }
      if (letters.size() > 1 && (letters.contains(Letter.X) || letters.contains(Letter.N))) {
        throw new IllegalArgumentException("X and N stand alone");
      }
      var asWritten = Arrays.stream(text.split("/")).map(Letter::valueOf).toList();
      return new Cell(text, asWritten);
    }

    private static Letter letter(String word) {
      try {
        return Letter.valueOf(word);
      } catch (IllegalArgumentException unknown) {
        throw new IllegalArgumentException("unknown letter in the cell", unknown);
      }
    }
  }

  /**
   * Reads the CSV form: a header, then one line for each cell; every row it names has all
   * categories.
   *
   * @throws IllegalArgumentException with the line number, for anything else
   */
  public static Matrix parse(String csv) {
    var cells = new EnumMap<Row, Map<DataCategory, Cell>>(Row.class);
    Lines.read(FILE, csv, HEADER, ",", fields -> add(cells, fields));
    var last = (int) csv.lines().count();
    cells.forEach(
        (row, columns) -> {
          if (columns.size() != DataCategory.values().length) {
            throw Lines.broken(FILE, last, "categories are missing for " + row.label(), null);
          }
        });
    return new Matrix(cells);
  }

  private static void add(Map<Row, Map<DataCategory, Cell>> cells, List<String> fields) {
    var row = Row.labelled(fields.get(0));
    var cell = Cell.parse(fields.get(2));
    var columns = cells.computeIfAbsent(row, known -> new EnumMap<>(DataCategory.class));
    if (cell.letters().contains(Letter.A) && row != Row.VK_OWNER && row != Row.AUDITOR) {
      throw new IllegalArgumentException("A would be a release without a ground");
    }
    if (columns.put(category(fields.get(1)), cell) != null) {
      throw new IllegalArgumentException("the cell stands twice");
    }
  }

  private static DataCategory category(String name) {
    try {
      return DataCategory.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("unknown category", unknown);
    }
  }

  Cell cell(Row row, DataCategory category) {
    var columns = cells.get(row);
    return columns == null ? Cell.CLOSED : columns.get(category);
  }
}
