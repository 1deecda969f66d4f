package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.disclosure.DisclosureView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportColumnsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T09:00:00Z, 2026-11-21T10:00:00+01:00",
    "2026-11-21T09:00:07Z, 2026-11-21T10:00:07+01:00",
    "2026-07-21T09:00:07.250Z, 2026-07-21T11:00:07.25+02:00",
  })
  void timesAlwaysHaveSeconds(Instant moment, String told) {
    var column = ExportColumns.NAMES.indexOf("recordedAt");
    assertEquals(told, ExportColumns.of(at(moment)).get(column));
  }

  @Test
  void whatIsNotThereIsAnEmptyCell() {
    var cells = ExportColumns.of(at(Instant.EPOCH));
    assertEquals("", cells.get(ExportColumns.NAMES.indexOf("index")));
    assertEquals("", cells.get(ExportColumns.NAMES.indexOf("externalOccurredAt")));
    assertEquals(ExportColumns.NAMES.size(), cells.size());
  }

  private static DisclosureView at(Instant moment) {
    return new DisclosureView(
        Optional.empty(),
        Optional.empty(),
        Optional.of(moment),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
