package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostalRoutingTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final String HEADER = "from,to,region,parket,valid_from,valid_to,why\n";

  private final PostalRouting routing = PostalRouting.standard();

  @ParameterizedTest
  @CsvSource({
    "1000, BRUSSEL",
    "1299, BRUSSEL",
    "1500, VLAAMS_BRABANT",
    "1999, VLAAMS_BRABANT",
    "2000, ANTWERPEN",
    "2069, ANTWERPEN",
    "2071, ANTWERPEN",
    "2999, ANTWERPEN",
    "3000, VLAAMS_BRABANT",
    "3499, VLAAMS_BRABANT",
    "3500, LIMBURG",
    "3999, LIMBURG",
    "8000, WEST_VLAANDEREN",
    "8999, WEST_VLAANDEREN",
    "9000, OOST_VLAANDEREN",
    "9999, OOST_VLAANDEREN",
  })
  void aPostalCodeBelongsToACentre(String code, VkRegion region) {
    assertEquals(Optional.of(region), routing.route(code, DAY).region());
    assertFalse(routing.route(code, DAY).walloon());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1300", "1499", "4000", "5000", "6599", "6600", "7000", "7999"})
  void aWalloonCodeIsOutOfScope(String code) {
    assertTrue(routing.route(code, DAY).walloon());
    assertEquals(Optional.empty(), routing.route(code, DAY).region());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0999", "0000", "999", "10000", "1O00", "NL-2000", "12 34", "٢٠٠٠"})
  void anotherTextIsNoBelgianPostalCode(String code) {
    var route = routing.route(code, DAY);
    assertFalse(route.walloon());
    assertEquals(Optional.empty(), route.region());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000", " 2000 ", "B-2000", "BE-2000", "b 2000", "BE2000"})
  void theCountryBeforeTheCodeIsPassedOver(String code) {
    assertEquals(Optional.of(VkRegion.ANTWERPEN), routing.route(code, DAY).region());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-12-31, ANTWERPEN",
    "2025-01-01, OOST_VLAANDEREN",
    "2026-11-21, OOST_VLAANDEREN"
  })
  void zwijndrechtChangedProvinceOnNewYear2025(LocalDate day, VkRegion region) {
    assertEquals(Optional.of(region), routing.route("2070", day).region());
  }

  @ParameterizedTest
  @CsvSource({
    "1000, parket-brussel",
    "1500, parket-halle-vilvoorde",
    "3000, parket-leuven",
    "2000, parket-antwerpen",
    "3500, parket-limburg",
    "8000, parket-west-vlaanderen",
    "9000, parket-oost-vlaanderen"
  })
  void flemishBrabantHasTwoProsecutorsAndTheOthersOne(String code, String parket) {
    assertEquals(Optional.of(parket), routing.route(code, DAY).parket());
  }

  @Test
  void walloniaHasNoProsecutorHere() {
    assertEquals(Optional.empty(), routing.route("4000", DAY).parket());
  }

  @Test
  void everyBelgianCodeIsRouted() {
    for (var code = 1000; code <= 9999; code++) {
      var route = routing.route(Integer.toString(code), DAY);
      assertTrue(route.walloon() ^ route.region().isPresent(), Integer.toString(code));
    }
  }

  @Test
  void anOverrideEndsOnItsLastDay() {
    var table =
        PostalRouting.parse(
            HEADER
                + "2000,2999,ANTWERPEN,,,,\n"
                + "2070,2070,OOST_VLAANDEREN,,2026-01-01,2026-06-30,trial, with a comma\n");
    assertEquals(
        Optional.of(VkRegion.OOST_VLAANDEREN),
        table.route("2070", LocalDate.of(2026, 6, 30)).region());
    assertEquals(
        Optional.of(VkRegion.ANTWERPEN), table.route("2070", LocalDate.of(2026, 7, 1)).region());
  }

  @Test
  void linesThatFollowEachOtherDoNotCompete() {
    var table =
        PostalRouting.parse(
            HEADER + "2000,2999,ANTWERPEN,,,2026-06-30,\n2000,2999,LIMBURG,,2026-07-01,,\n");
    assertEquals(
        Optional.of(VkRegion.LIMBURG), table.route("2000", LocalDate.of(2026, 7, 1)).region());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000,2999,ANTWERPEN,,,,\n2000,2999,LIMBURG,,,,",
        "2000,2999,ATLANTIS,,,,",
        "2000,2999",
        "2000,2999,ANTWERPEN,,tomorrow,,",
        "two,2999,ANTWERPEN,,,"
      })
  void aBrokenTableIsRefusedAsAWhole(String lines) {
    var broken =
        assertThrows(IllegalArgumentException.class, () -> PostalRouting.parse(HEADER + lines));
    assertTrue(broken.getMessage().startsWith("line "));
  }

  @Test
  void aTableWithOtherColumnsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PostalRouting.parse("2000,2999,ANTWERPEN"));
  }
}
