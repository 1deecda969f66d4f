package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.External;
import be.schakel.vocabulary.DisclosureWay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  @Test
  void correctedRecordingNamesTheOneItReplaces() {
    var id = UUID.fromString("01a1fee7-29eb-75e5-b3d0-000000000002");
    var first = UUID.fromString("01a1fee7-29eb-75e5-b3d0-000000000001");
    var external =
        new External(
            id,
            DisclosureWay.PHONE,
            Optional.empty(),
            Optional.of("arts van wacht"),
            Instant.EPOCH,
            List.of(),
            Optional.of(first));
    var cells = ExportColumns.of(with(Instant.EPOCH, Optional.of(external)));
    assertEquals(id.toString(), cells.get(ExportColumns.NAMES.indexOf("externalId")));
    assertEquals(first.toString(), cells.get(ExportColumns.NAMES.indexOf("externalCorrects")));
  }

  private static DisclosureView at(Instant moment) {
    return with(moment, Optional.empty());
  }

  private static DisclosureView with(Instant moment, Optional<External> external) {
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
        external);
  }
}
