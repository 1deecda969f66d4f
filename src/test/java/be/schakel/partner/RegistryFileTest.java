package be.schakel.partner;

import static be.schakel.partner.RegistryText.AA;
import static be.schakel.partner.RegistryText.BB;
import static be.schakel.partner.RegistryText.bytes;
import static be.schakel.partner.RegistryText.centre;
import static be.schakel.partner.RegistryText.certificate;
import static be.schakel.partner.RegistryText.of;
import static be.schakel.partner.RegistryText.partner;
import static be.schakel.partner.RegistryText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.Prepare;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReporterCategory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFileTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void aWholeRegistrationIsRead() throws Exception {
    var registry =
        RegistryFile.read(
            of(
                centre("vk-een", "LIMBURG"),
                partner("verwerker", "KINDREFLEX_ORG", ""),
                partner("oud", "HOSPITAL", "'status': 'ENDED'"),
                partner(
                    "uz-nieuw",
                    "HOSPITAL",
                    """
                    'identifiers': [{'type': 'RIZIV', 'value': '71990133'}],
                    'reporterCategory': 'HEALTHCARE', 'purposes': ['SUBMIT', 'FOLLOW_UP_OWN'],
                    'scopes': ['system/ServiceRequest.crs', 'system/Task.r'],
                    'certificates': [{'thumbprint': '%s', 'until': '2027-01-01T00:00:00+01:00',
                      'notAfter': '2027-02-01T00:00:00Z', 'label': 'first'},
                      {'thumbprint': '%s'}],
                    'successorOf': [{'code': 'oud', 'from': '2026-01-01'}],
                    'phone': '+32 3 000 00 00', 'processors': ['verwerker'],
                    'dutyList': [{'email': 'wacht@proef.example', 'language': 'fr'}],
                    'endpoints': [{'use': 'events', 'url': 'https://uz.example/events'}]"""
                        .formatted("AA:".repeat(31) + "AA", BB))));
    var hospital = registry.byThumbprint(new Thumbprint(AA)).orElseThrow();
    assertEquals("uz-nieuw", hospital.code());
    assertEquals(PartnerKind.HOSPITAL, hospital.kind());
    assertEquals(Optional.of(ReporterCategory.HEALTHCARE), hospital.reporterCategory());
    assertEquals(Set.of(Purpose.SUBMIT, Purpose.FOLLOW_UP_OWN), hospital.purposes());
    assertEquals(
        Set.of(
            "system/ServiceRequest.c",
            "system/ServiceRequest.r",
            "system/ServiceRequest.s",
            "system/Task.r"),
        hospital.scopes());
    assertEquals(
        Optional.of(Instant.parse("2026-12-31T23:00:00Z")), hospital.certificates().get(0).until());
    assertEquals(
        Map.of(
            "events",
            new Registration.Endpoint(URI.create("https://uz.example/events"), Optional.empty())),
        hospital.endpoints());
    assertEquals(
        List.of(new Registration.OnDuty("wacht@proef.example", Language.FR)), hospital.dutyList());
    assertTrue(registry.processes("verwerker", "uz-nieuw"));
    assertFalse(registry.processes("uz-nieuw", "verwerker"));
  }

  @Test
  void everyFaultIsToldAtOnceWithItsPlace() {
    var faults =
        faults(
            with(
                String.join(
                    ",",
                    partner("een", "HOSPITALL", "'colour': 'red'"),
                    partner("twee", "GP", certificate("12")),
                    partner("twee", "GP", "'purposes': ['SUBMIT', 'SUBMIT', 'CURIOSITY']"),
                    partner("drie", "GP", "'scopes': ['system/Task.rx']")),
                "{'id': 'x', 'auditor': 'een', 'from': '2026-02-30', 'centres': ['nergens']}"));
    assertEquals(
        Set.of(
            "/partners/0/kind",
            "/partners/0/colour",
            "/partners/1/certificates/0/thumbprint",
            "/partners/2/code",
            "/partners/2/purposes/1",
            "/partners/2/purposes/2",
            "/partners/3/scopes/0",
            "/engagements/0/auditor",
            "/engagements/0/from",
            "/engagements/0/centres/0"),
        Set.copyOf(faults));
    assertEquals(10, faults.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'status': 'SLEEPING' | /partners/0/status",
        "'region': 'LIMBURG' | /partners/0/region",
        "'reporterCategory': 'SOMEBODY' | /partners/0/reporterCategory",
        "'identifiers': [{'type': 'KBO', 'value': '12'}] | /partners/0/identifiers/0/value",
        "'phone': 'call me' | /partners/0/phone",
        "'hours': {'weekly': [{'days': ['MONDAY'], 'from': '17:00', 'to': '9:00'}]}"
            + " | /partners/0/hours/weekly/0/to",
        "'hours': {'weekly': [{'days': ['MONDAY'], 'from': '17:00', 'to': '09:00'}]}"
            + " | /partners/0/hours/weekly/0/to",
        "'endpoints': [{'use': 'events', 'url': 'http://a.example'}] | /partners/0/endpoints/0/url",
        "'endpoints': [{'use': 'events', 'url': 'https://a.example', 'authority': 'x'}]"
            + " | /partners/0/endpoints/0/authority",
        "'successorOf': [{'code': 'weg', 'from': '2026-01-01'}] | /partners/0/successorOf/0/code",
        "'successorOf': [{'code': 'een', 'from': '2026-01-01'}] | /partners/0/successorOf/0/code",
        "'processors': ['weg'] | /partners/0/processors/0",
        "'dutyList': [{'email': 'wacht', 'language': 'nl'}] | /partners/0/dutyList/0/email",
        "'dutyList': [{'email': 'a@proef.example, b@proef.example', 'language': 'nl'}]"
            + " | /partners/0/dutyList/0/email",
        "'dutyList': [{'email': 'a@proef.example', 'language': 'de'}]"
            + " | /partners/0/dutyList/0/language",
        "'dutyList': [{'email': 'a@proef.example'}] | /partners/0/dutyList/0/language",
        "'certificates': {} | /partners/0/certificates",
        "'certificates': [{'label': 'none'}] | /partners/0/certificates/0/thumbprint",
        "'certificates': [{'thumbprint': 12}] | /partners/0/certificates/0/thumbprint",
        "'a/b~c': 1 | /partners/0/a~1b~0c",
      })
  void aFaultIsFoundWhereItStands(String property, String pointer) {
    assertEquals(List.of(pointer), faults(of(partner("een", "GP", property))));
  }

  @Test
  void aThumbprintBelongsToOnePartner() {
    assertEquals(
        List.of("/partners/1/certificates/0/thumbprint"),
        faults(
            of(
                partner("een", "GP", certificate(AA)),
                partner("twee", "GP", certificate(AA.toUpperCase(java.util.Locale.ROOT))))));
  }

  @Test
  void aCentreNeedsTelephoneAndItsOwnRegion() {
    assertEquals(
        Set.of("/partners/0/phone", "/partners/0/region"),
        Set.copyOf(faults(of(partner("vk-een", "VK", "")))));
    assertEquals(
        List.of("/partners/1/region"),
        faults(of(centre("vk-een", "LIMBURG"), centre("vk-twee", "LIMBURG"))));
  }

  @Test
  void successorsMayNotGoRoundInACircle() {
    assertEquals(
        List.of("/partners/0/successorOf", "/partners/1/successorOf"),
        faults(
            of(
                partner("een", "GP", "'successorOf': [{'code': 'twee', 'from': '2026-01-01'}]"),
                partner("twee", "GP", "'successorOf': [{'code': 'een', 'from': '2026-01-01'}]"))));
  }

  @Test
  void whatIsNoJsonIsRefusedWithLineAndColumnAndWithoutItsContent() {
    for (var text : List.of("{'partners': [", "{} {}", "{'partners': [], 'partners': []}", "")) {
      var refused = assertThrows(RegistryRefused.class, () -> RegistryFile.read(bytes(text)), text);
      assertEquals(1, refused.faults().size(), text);
      assertEquals("", refused.faults().get(0).pointer(), text);
      assertFalse(refused.getMessage().contains("'"), refused.getMessage());
    }
    assertEquals(List.of(""), faults(bytes("[]")));
  }

  @Test
  void theDemoRegistryIsARegistry(@TempDir Path home) throws Exception {
    Prepare.home(home, Clock.fixed(NOW, ZoneOffset.UTC));
    var registry = RegistryFile.read(Files.readAllBytes(home.resolve("partners.json")));
    assertEquals(31, registry.partners().size());
    assertEquals(6, registry.centres().size());
    assertEquals(1, registry.engagements("auditor").size());
    assertTrue(registry.byCode("unregistered").isEmpty());
    assertTrue(registry.byCode("other-ca").isEmpty());
    assertFalse(registry.byCode("suspended").orElseThrow().active());
    assertTrue(registry.byCode("uz-voorbeeld").orElseThrow().purposes().contains(Purpose.SUBMIT));
    var codes = registry.partners().stream().filter(p -> p.certificates().size() >= 1);
    assertEquals(31, codes.count());
  }

  private static List<String> faults(byte[] content) {
    return assertThrows(RegistryRefused.class, () -> RegistryFile.read(content)).faults().stream()
        .map(RegistryRefused.Fault::pointer)
        .toList();
  }
}
