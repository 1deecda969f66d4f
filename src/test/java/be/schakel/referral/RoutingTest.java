package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Registry;
import be.schakel.partner.TestRegistries;
import be.schakel.vocabulary.PostalRouting;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  private static final Registry REGISTRY = TestRegistries.withSixCentres();
  private static final PostalRouting TABLE = PostalRouting.standard();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource({
    "1000, vk-brussel",
    "1850, vk-vlaams-brabant",
    "2000, vk-antwerpen",
    "B-2000, vk-antwerpen",
    "2070, vk-oost-vlaanderen",
    "3000, vk-vlaams-brabant",
    "3500, vk-limburg",
    "8000, vk-west-vlaanderen",
    "9000, vk-oost-vlaanderen"
  })
  void addressOfTheChildDecides(String postalCode, String centre) {
    assertRouted(report(postalCode), centre);
  }

  @Test
  void wallonCodeIsRefusedAtItsPlace() {
    var routing = route(report("4000"));
    assertEquals(Optional.empty(), routing.vk());
    assertEquals(
        List.of("/children/0/address/postalCode WALLOON_POSTAL_CODE", " ROUTING_BY_HAND"),
        told(routing));
  }

  @Test
  void codeThatDoesNotExistIsRefusedAtItsPlace() {
    assertEquals(
        List.of("/children/0/address/postalCode UNKNOWN_POSTAL_CODE", " ROUTING_BY_HAND"),
        told(route(report("999"))));
  }

  @Test
  void withoutAnAddressThePreferredCentreHasIt() {
    var report = Reports.whole().without("/children/0/address");
    assertRouted(report.with("/preferredVk", "'vk-limburg'"), "vk-limburg");
  }

  @Test
  void withoutAddressAndPreferencePeopleDecide() {
    var routing = route(Reports.whole().without("/children/0/address"));
    assertEquals(Optional.empty(), routing.vk());
    assertEquals(List.of(" ROUTING_BY_HAND"), told(routing));
  }

  @Test
  void addressAbroadIsNoAddress() {
    var abroad =
        Reports.whole().with("/children/0/address", "{'postalCode': '4000', 'country': 'NL'}");
    assertEquals(List.of(" ROUTING_BY_HAND"), told(route(abroad)));
  }

  @Test
  void preferenceThatTheAddressOverrulesIsRemarked() {
    var routing = route(report("2000").with("/preferredVk", "'vk-limburg'"));
    assertEquals(Optional.of("vk-antwerpen"), routing.vk());
    assertEquals(List.of("/preferredVk PREFERRED_VK_NOT_FOLLOWED"), told(routing));
    assertRouted(report("2000").with("/preferredVk", "'vk-antwerpen'"), "vk-antwerpen");
  }

  @ParameterizedTest
  @CsvSource({"uz", "nobody", "VK-LIMBURG"})
  void onlyACentreCanBePreferred(String code) {
    var routing = route(report("2000").with("/preferredVk", "'" + code + "'"));
    assertEquals(Optional.of("vk-antwerpen"), routing.vk());
    assertEquals(List.of("/preferredVk NOT_A_VK"), told(routing));
  }

  @Test
  void chatAlwaysGoesToBrussels() {
    assertRouted(report("2000").with("/type", "'NPIE'"), "vk-brussel");
    assertRouted(report("4000").with("/type", "'NPIE'"), "vk-brussel");
  }

  @Test
  void siblingsWhoLiveApartGoToTheCentreOfTheFirst() {
    var apart = report("3500").with("/children/1/address", "{'postalCode': '8000'}");
    assertRouted(apart, "vk-limburg");
    assertRouted(apart.without("/children/0/address"), "vk-west-vlaanderen");
  }

  @Test
  void eachSiblingsCodeIsChecked() {
    var apart = report("3500").with("/children/1/address", "{'postalCode': '6000'}");
    assertEquals(List.of("/children/1/address/postalCode WALLOON_POSTAL_CODE"), told(route(apart)));
  }

  private static Reports report(String postalCode) {
    return Reports.whole().with("/children/0/address/postalCode", "'" + postalCode + "'");
  }

  private static void assertRouted(Reports report, String centre) {
    var routing = route(report);
    assertEquals(Optional.of(centre), routing.vk());
    assertEquals(List.of(), told(routing));
  }

  private static Routing route(Reports report) {
    return Routing.of(report.report(), TABLE, REGISTRY, DAY);
  }

  private static List<String> told(Routing routing) {
    return routing.issues().stream().map(issue -> issue.pointer() + " " + issue.code()).toList();
  }
}
