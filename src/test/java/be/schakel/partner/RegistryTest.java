package be.schakel.partner;

import static be.schakel.partner.RegistryText.centre;
import static be.schakel.partner.RegistryText.of;
import static be.schakel.partner.RegistryText.partner;
import static be.schakel.partner.RegistryText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.VkRegion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

  @Test
  void aPartnerIsCalledWhatItWasCalledOnThatDay() throws Exception {
    var registry =
        RegistryFile.read(
            of(
                """
                {'code': 'uz', 'kind': 'HOSPITAL', 'names': [
                  {'from': '2026-07-01', 'nl': 'Nieuw', 'fr': 'Neuf', 'en': 'New'},
                  {'from': '2024-01-01', 'nl': 'Oud', 'fr': 'Vieux', 'en': 'Old'}]}"""));
    var hospital = registry.byCode("uz").orElseThrow();
    assertEquals("Old", hospital.name(LocalDate.parse("2020-01-01")).get(Language.EN));
    assertEquals("Vieux", hospital.name(LocalDate.parse("2026-06-30")).get(Language.FR));
    assertEquals("Nieuw", hospital.name(LocalDate.parse("2026-07-01")).get(Language.NL));
    // 22:30 UTC is the next day in Brussels.
    var night = hospital.asOf(Instant.parse("2026-06-30T22:30:00Z"));
    assertEquals("Nieuw", night.name().get(Language.NL));
  }

  @Test
  void aCentreIsFoundByItsTerritoryWhileItIsActive() throws Exception {
    var registry =
        RegistryFile.read(
            of(
                centre("vk-limburg", "LIMBURG"),
                centre("vk-brussel", "BRUSSEL").replace("'VK'", "'VK', 'status': 'SUSPENDED'")));
    assertEquals("vk-limburg", registry.centre(VkRegion.LIMBURG).orElseThrow().code());
    assertEquals(Optional.empty(), registry.centre(VkRegion.BRUSSEL));
    assertEquals(
        List.of("vk-limburg"), registry.centres().stream().map(Registration::code).toList());
  }

  @Test
  void theGeneralContactNamesNoCentre() throws Exception {
    var general = RegistryFile.read(of(centre("vk-limburg", "LIMBURG"))).generalContact();
    assertEquals(Optional.empty(), general.code());
    assertEquals("+32 78 00 00 00", general.phone());
    assertFalse(general.staffed(Instant.parse("2026-11-23T10:00:00Z")), "no hours are known");
  }

  @Test
  void aSuccessorHasThePastOfWhomItSucceedsFromItsDayOn() throws Exception {
    var registry =
        RegistryFile.read(
            of(
                partner("een", "HOSPITAL", ""),
                partner("twee", "HOSPITAL", "'successorOf': [{'code':'een','from':'2025-01-01'}]"),
                partner(
                    "drie", "HOSPITAL", "'successorOf': [{'code':'twee','from':'2026-01-01'}]")));
    assertEquals(Set.of("drie"), registry.lineage("drie", LocalDate.parse("2025-12-31")));
    assertEquals(
        Set.of("een", "twee", "drie"), registry.lineage("drie", LocalDate.parse("2026-01-01")));
    assertEquals(Set.of(), registry.lineage("vier", LocalDate.parse("2026-01-01")));
  }

  @Test
  void anEngagementCoversItsCentresOnItsDays() throws Exception {
    var registry =
        RegistryFile.read(
            with(
                centre("vk-limburg", "LIMBURG") + "," + partner("auditor", "AUDITOR", ""),
                """
                {'id': 'jaar-2026', 'auditor': 'auditor', 'from': '2026-01-01',
                 'to': '2026-12-31', 'centres': ['vk-limburg']}"""));
    var engagement = registry.engagements("auditor").get(0);
    assertTrue(engagement.covers("vk-limburg", LocalDate.parse("2026-12-31")));
    assertFalse(engagement.covers("vk-limburg", LocalDate.parse("2027-01-01")));
    assertFalse(engagement.covers("vk-limburg", LocalDate.parse("2025-12-31")));
    assertFalse(engagement.covers("vk-brussel", LocalDate.parse("2026-06-01")));
    assertEquals(List.of(), registry.engagements("vk-limburg"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, true", // Monday 09:00 in winter
    "2026-11-23T07:59:59Z, false",
    "2026-11-23T16:00:00Z, false", // 17:00: the end is not included
    "2026-07-06T07:00:00Z, true", // Monday 09:00 in summer
    "2026-11-22T10:00:00Z, false", // Sunday
    "2026-12-25T10:00:00Z, false", // a Friday on which nobody is there
  })
  void theTelephoneIsStaffedInBrusselsTime(Instant now, boolean staffed) throws Exception {
    var centre =
        partner(
            "vk-limburg",
            "VK",
            """
            'region': 'LIMBURG', 'phone': '+32 11 00 00 03', 'hours': {'weekly': [
              {'days': ['MONDAY', 'FRIDAY'], 'from': '09:00', 'to': '17:00'}],
              'closed': ['2026-12-25']}""");
    var contact = RegistryFile.read(of(centre)).centre(VkRegion.LIMBURG).orElseThrow().contact(now);
    assertEquals(staffed, contact.staffed(now));
  }

  @Test
  void aThumbprintReadsAsOpensslShowsItAndAsATokenCarriesIt() {
    var thumbprint = new Thumbprint("00ff".repeat(16));
    assertEquals(Optional.of(thumbprint), Thumbprint.parse("00:FF:".repeat(15) + "00:FF"));
    assertEquals(Optional.empty(), Thumbprint.parse("00ff"));
    assertEquals(43, thumbprint.x5t().length());
    assertEquals("00ff00ff00ff", thumbprint.toString());
  }

  @Test
  void scopesComeApartLetterByLetterOrNotAtAll() {
    assertEquals(
        Optional.of(List.of("system/Task.r", "system/Task.s")), Scopes.apart("system/Task.rs"));
    for (var unknown :
        List.of("system/Task.", "system/Task", "system/Task.rr", "user/Task.r", "system/Task.c")) {
      assertEquals(Optional.empty(), Scopes.apart(unknown), unknown);
    }
    assertTrue(Scopes.all().contains("system/Subscription.d"));
  }
}
