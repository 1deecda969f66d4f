package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

  @ParameterizedTest
  @DisplayName("c2sp.org/tlog-tiles: paths")
  @CsvSource({
    "0, 0, 256, 0/000",
    "0, 0, 7, 0/000.p/7",
    "0, 999, 256, 0/999",
    "0, 1000, 256, 0/x001/000",
    "1, 1234067, 256, 1/x001/x234/067",
    "2, 1234067, 255, 2/x001/x234/067.p/255",
    "-1, 0, 7, entries/000.p/7",
    "-1, 12345, 256, entries/x012/345"
  })
  void aPlaceHasOnePath(int level, long index, int width, String path) {
    var tile = new Tile(level, index, width);
    assertEquals(path, tile.path());
    assertEquals(Optional.of(tile), Tile.parse(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0/",
        "0/0",
        "0/00",
        "0/0000",
        "00/000",
        "08/000",
        "8/000",
        "64/000",
        "-1/000",
        "0/x000/001",
        "0/001/002",
        "0/x001",
        "0/x001/x002",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/07",
        "0/000.p/",
        "0/000.p/1/2",
        "0/000/",
        "/0/000",
        "0/000?",
        "entries",
        "entries/0",
        "Entries/000",
        "0/x999/x999/x999/x999/x999/x999/999",
        "0/٠٠٠"
      })
  void whatNamesNoTileIsNone(String path) {
    assertEquals(Optional.empty(), Tile.parse(path));
  }

  @Test
  @DisplayName("c2sp.org/tlog-tiles: bytes computed by another program")
  void bytesAreThoseOfTheStandard() {
    var leaves = Leaves.of(7);
    assertEquals(
        "QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HXoaIEaSCwn1QttRd3nnEZdatubBmRRAEd6kM89hRiJiwSd"
            + "fc21a8/r0xMwTJg58Zaj1LbvO9wLCCmPk6yBkfCoJ0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpcZS7"
            + "Wi1b0Q5dGqb9XUKYCzVsrx2mI82Zh8S/ovgXce11FBWFJ1FQZMe701tEyfEa3c/Di0OVVPybsNi3xmHD6PDP2l"
            + "dv9LKeozw6/a7tG9Y362VLKKBDAvyrX9fbB4Acw=",
        Leaves.base64(Tile.bytes(leaves.hashes())));
    assertEquals(
        "AAdlbnRyeS0wAAdlbnRyeS0xAAdlbnRyeS0yAAdlbnRyeS0zAAdlbnRyeS00AAdlbnRyeS01AAdlbnRyeS02",
        Leaves.base64(Tile.bundle(IntStream.range(0, 7).mapToObj(Leaves::entry).toList())));
  }

  @Test
  void aTilesBytesGiveItsHashesBack() {
    var hashes = Leaves.of(5).hashes();
    assertEquals(Leaves.base64(hashes), Leaves.base64(Tile.hashes(Tile.bytes(hashes))));
  }

  @Test
  void anEntryHasAtMostSixtyFourKibibytes() {
    assertEquals(65_537, Tile.bundle(List.of(new byte[65_535])).length);
    assertThrows(IllegalArgumentException.class, () -> Tile.bundle(List.of(new byte[65_536])));
  }

  @Test
  void aTreeHasTheTilesThatItFills() {
    assertTrue(new Tile(0, 0, 7).within(7));
    assertFalse(new Tile(0, 0, 8).within(7));
    assertTrue(new Tile(Tile.ENTRIES, 0, 7).within(7));
    assertTrue(new Tile(1, 0, 1).within(256));
    assertFalse(new Tile(1, 0, 1).within(255));
    assertEquals(Optional.of(new Tile(0, 1, 44)), Tile.edge(0, 300));
    assertEquals(Optional.of(new Tile(1, 0, 1)), Tile.edge(1, 300));
    assertEquals(Optional.empty(), Tile.edge(0, 512));
  }
}
