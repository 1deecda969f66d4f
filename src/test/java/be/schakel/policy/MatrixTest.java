package be.schakel.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.DataCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {

  private static final String HEADER = "partner,category,decision";

  @Test
  void shippedMatrixIsTheOneOfTheDomain() {
    var shipped = PolicyData.shipped().matrix();
    assertEquals(
        Arrays.stream(Row.values()).map(Row::label).collect(Collectors.toSet()),
        Vectors.MATRIX.keySet());
    for (var row : Row.values()) {
      for (var category : DataCategory.values()) {
        assertEquals(
            Vectors.cell(row.label(), category),
            shipped.cell(row, category).text(),
            row.label() + " " + category);
      }
    }
  }

  @Test
  void rowThatTheFileDoesNotHaveIsClosed() {
    var matrix = Matrix.parse(csv(row("HOSPITAL")));
    assertEquals("O", matrix.cell(Row.HOSPITAL, DataCategory.CONCERN).text());
    assertEquals(List.of(Letter.X), matrix.cell(Row.GP, DataCategory.CONCERN).letters());
  }

  @Test
  void lettersOfACellKeepTheirOrder() {
    var lines = row("HOSPITAL");
    lines.set(9, "HOSPITAL,MEDICAL,O/C");
    assertEquals(
        List.of(Letter.O, Letter.C),
        Matrix.parse(csv(lines)).cell(Row.HOSPITAL, DataCategory.MEDICAL).letters());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HOSPITAL,MEDICAL;3 fields",
        "HOSPITAL,MEDICAL,O,C;3 fields",
        "'';3 fields",
        "HOSPITAAL,MEDICAL,O;unknown partner row",
        "HOSPITAL,MEDICINE,O;unknown category",
        "HOSPITAL,MEDICAL,Q;unknown letter",
        "HOSPITAL,MEDICAL,o;unknown letter",
        "HOSPITAL,MEDICAL,;unknown letter",
        "HOSPITAL,MEDICAL,O/;unknown letter",
        "HOSPITAL,MEDICAL, O;unknown letter",
        "HOSPITAL,MEDICAL,O/O;stands twice",
        "HOSPITAL,MEDICAL,O/X;stand alone",
        "HOSPITAL,MEDICAL,N/C;stand alone",
        "HOSPITAL,MEDICAL,A;without a ground",
        "HOSPITAL,CONCERN,O;the cell stands twice"
      })
  void brokenLineIsRefusedWithItsNumber(String line, String why) {
    var lines = row("HOSPITAL");
    lines.set(9, line);
    var refused = assertThrows(IllegalArgumentException.class, () -> Matrix.parse(csv(lines)));
    assertTrue(refused.getMessage().contains("line 11: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void missingCellIsRefused() {
    var lines = row("HOSPITAL");
    lines.remove(20);
    var refused = assertThrows(IllegalArgumentException.class, () -> Matrix.parse(csv(lines)));
    assertTrue(refused.getMessage().contains("line 21: "), refused.getMessage());
  }

  @Test
  void anotherHeaderIsRefused() {
    for (var header : List.of("", "partner,category", "category,partner,decision")) {
      assertThrows(IllegalArgumentException.class, () -> Matrix.parse(header + "\n"));
    }
  }

  @Test
  void brokenTermIsRefusedByName() {
    assertEquals("1", Terms.data(HEADER, Terms.with("version", "1")).version());
    refused(Terms.without(Terms.shipped(), "version"), "version");
    for (var name : List.of("consent.age-of-majority", "break-glass.hours")) {
      refused(Terms.without(Terms.shipped(), name), name);
      refused(Terms.with(name, "x"), name);
    }
    refused(Terms.with("consent.age-of-majority", "11"), "contradict");
    refused(Terms.with("role.CLB.MEDICINE", "nurse"), "role.CLB.MEDICINE");
    refused(Terms.with("role.MEDICAL", "nurse"), "role.MEDICAL");
    refused(Terms.with("role.CLBS.MEDICAL", "nurse"), "role.CLBS.MEDICAL");
    refused(Terms.with("owner.only.MEDICINE", "nurse"), "owner.only.MEDICINE");
    refused(Terms.with("owner.only.MEDICAL", "nurse, nurse"), "owner.only.MEDICAL");
    refused(Terms.with("owner.role.admin", "RECEIPT, MEDICINE"), "owner.role.admin");
    refused(Terms.shipped() + "version=2\n", "version stands twice");
    refused(Terms.with("consent.age", "12"), "consent.age");
    refused(Terms.with("break-glass.kinds", "VK, HOSPITALS"), "break-glass.kinds");
    refused(Terms.with("break-glass.categories", "MEDICINE"), "break-glass.categories");
    refused(Terms.with("break-glass.categories", "RECEIPT/HALF"), "break-glass.categories");
    refused(Terms.with("break-glass.role.SCHOOL", "nurse"), "may not break it");
    refused(Terms.with("break-glass.role.SCHOOLS", "nurse"), "break-glass.role.SCHOOLS");
    refused(Terms.with("break-glass.hours", "0"), "contradict");
    refused(Terms.with("break-glass.renewals", "-1"), "contradict");
    refused(Terms.with("break-glass.review-working-days", "0"), "contradict");
    refused(Terms.with("break-glass.review-working-days", "6"), "contradict");
  }

  private static void refused(String properties, String named) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> Terms.data(HEADER, properties));
    assertTrue(refused.getMessage().contains(named), refused.getMessage());
  }

  private static String csv(List<String> lines) {
    return HEADER + "\n" + String.join("\n", lines) + "\n";
  }

  private static List<String> row(String label) {
    return Arrays.stream(DataCategory.values())
        .map(category -> label + "," + category + ",O")
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
