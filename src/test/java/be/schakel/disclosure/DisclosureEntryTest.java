package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.Professional;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DisclosureEntryTest {

  private static final String AT = "2026-11-21T09:00:00.120Z";

  /**
   * A change of these bytes is a change of what the log commits to: older leaves would not open.
   */
  @Test
  void theCanonicalFormOfAnEntryStaysAsItIs() {
    assertEquals(
        "{\"action\":\"READ\",\"address\":\"192.0.2.17\",\"categories\":[\"RECEIPT\",\"STATUS\"],\"decisions\":[{"
            + "\"categories\":[\"RECEIPT\",\"STATUS\"],\"ground\":\"OWN\",\"permit\":true,"
            + "\"rule\":\"MATRIX-O\"}],\"flags\":[\"AGGREGATED:14\"],\"ground\":\"OWN\","
            + "\"outcome\":\"PERMIT\",\"partner\":{\"code\":\"ziekenhuis\",\"kind\":\"HOSPITAL\"},"
            + "\"policyVersion\":\"2026-1\",\"professional\":{\"id\":\"10000000001\","
            + "\"role\":\"physician\"},\"purpose\":\"FOLLOW_UP_OWN\","
            + "\"recordedAt\":\"2026-11-21T09:00:00.120Z\","
            + "\"referral\":\"01990000-0000-7000-8000-0000000000aa\",\"requestId\":\"request-1\","
            + "\"rule\":\"MATRIX-O\",\"subject\":\"pseudonym-1\",\"token\":\"token-1\","
            + "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"vk\":\"vk-een\"}",
        Logged.at(AT).flags("AGGREGATED:14").entry().canonical());
  }

  /** Entries of before an address was kept stay what they were. */
  @Test
  void anEntryWithoutAnAddressIsReadAndWrittenAsItIs() {
    var with = Logged.at(AT).entry().canonical();
    var without = with.replace("\"address\":\"192.0.2.17\",", "");
    assertEquals(Optional.empty(), DisclosureEntry.parse(without).address());
    assertEquals(without, DisclosureEntry.parse(without).canonical());
  }

  @Test
  void theOrderInWhichCategoriesAreGivenChangesNothing() {
    var one = new LinkedHashSet<>(List.of(DataCategory.MEDICAL, DataCategory.ADDRESS));
    var other = new LinkedHashSet<>(List.of(DataCategory.ADDRESS, DataCategory.MEDICAL));
    assertEquals(
        Logged.at(AT).categories(one).entry().canonical(),
        Logged.at(AT).categories(other).entry().canonical());
  }

  @Test
  void aMomentIsKeptToTheMillisecond() {
    assertEquals(
        Logged.at("2026-11-21T09:00:00.120999Z").entry().canonical(),
        Logged.at(AT).entry().canonical());
  }

  @Test
  void whatIsReadBackIsTheSameEntryAndTheSameBytes() {
    var entries =
        List.of(
            Logged.at(AT).categories(EnumSet.allOf(DataCategory.class)).entry(),
            Logged.at(AT).atTheDoor().action(LogAction.TOKEN).flags("CERTIFICATE:0a1b2c").entry(),
            Logged.at(AT).by(Professional.SYSTEM).entry(),
            Logged.at(AT).filter("partner=ziekenhuis limit=20").entry());
    for (var entry : entries) {
      var canonical = entry.canonical();
      assertEquals(entry, DisclosureEntry.parse(canonical));
      assertEquals(canonical, DisclosureEntry.parse(canonical).canonical());
    }
  }

  @Test
  void whatIsEmptyIsNotWritten() {
    var canonical = Logged.at(AT).atTheDoor().entry().canonical();
    assertFalse(canonical.contains("policyVersion"), canonical);
    assertFalse(canonical.contains("categories"), canonical);
    assertFalse(canonical.contains("subject"), canonical);
  }

  @Test
  void aNameNeverStandsInAnEntry() {
    var entry = Logged.at(AT).by(new Professional("10000000001", "Proef Persoon", "nurse"));
    assertFalse(entry.entry().canonical().contains("Persoon"));
  }

  @Test
  @DisplayName("RFC 8785 3.2.2.2: text")
  void textIsWrittenAsItIsAndOnlyControlCharactersAreEscaped() {
    var canonical = Logged.at(AT).filter("€$\u000f\nA'B\"\\\\\"/ é 😀 \u200f").entry().canonical();
    var written = "\"filter\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/ é 😀 \u200f\"";
    assertTrue(canonical.contains("," + written + ","), canonical);
  }

  @Test
  @DisplayName("RFC 8785 3.2.3: the order of keys is that of their UTF-16 code units")
  void keysAreSortedAsTheStandardSays() throws Exception {
    var given =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
         "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
         "\\u00f6": "Latin Small Letter O With Diaeresis"}""";
    assertEquals(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        new JsonCanonicalizer(given).getEncodedString());
  }

  @Test
  @DisplayName("RFC 8785 3.2.4: the sample of the standard")
  void theSampleOfTheStandardComesOutAsTheStandardSays() throws Exception {
    var given =
        """
        {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
         "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
         "literals": [null, true, false]}""";
    assertEquals(
        "{\"literals\":[null,true,false],"
            + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        new JsonCanonicalizer(given).getEncodedString());
  }

  @Test
  void whatIsNoEntryDoesNotReadAsOne() {
    assertThrows(IllegalStateException.class, () -> DisclosureEntry.parse("{\"action\":\"READ\","));
    assertThrows(IllegalStateException.class, () -> DisclosureEntry.parse("{\"action\":\"PEEK\"}"));
    assertEquals(Set.of(), Logged.at(AT).atTheDoor().entry().categories());
  }
}
