package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CentreNamesTest {

  private static final CentreNames NAMES = TestNames.shared();
  private static final List<String> CENTRES = List.of("vk-een", "vk-twee");

  private static DisclosureEntry secret(String centre, UUID referral) {
    return NAMES.hiding(
        Logged.at(Instant.EPOCH).referral(referral).centre(CentreNames.toHide(centre)).entry());
  }

  private static String nameOf(String centre, int referral) {
    return secret(centre, new UUID(7, referral)).vk().orElseThrow();
  }

  @Test
  void anEntryThatHidesItsCentreSaysNothingOfIt() {
    var entry = secret("vk-een", new UUID(7, 7));
    assertTrue(CentreNames.isHidden(entry.vk().orElseThrow()));
    assertFalse(entry.canonical().contains("vk-een"));
    assertEquals(entry, secret("vk-een", new UUID(7, 7)), "the same case has the same name");
  }

  @Test
  void anEntryThatNamesItsCentreIsLeftAlone() {
    var open = Logged.at(Instant.EPOCH).centre("vk-een").entry();
    assertEquals(open, NAMES.hiding(open));
    assertFalse(CentreNames.isHidden("vk-een"));
  }

  @Test
  void theGatewayAloneKnowsTheCentreByItsName() {
    var codes = NAMES.codes(CENTRES);
    for (int i = 0; i < 100; i++) {
      assertEquals("vk-een", codes.get(nameOf("vk-een", i)));
      assertEquals("vk-twee", codes.get(nameOf("vk-twee", i)));
      assertTrue(NAMES.all(List.of("vk-een")).contains(nameOf("vk-een", i)));
      assertFalse(NAMES.all(List.of("vk-een")).contains(nameOf("vk-twee", i)));
    }
    assertNotEquals(Map.of(), codes);
    var others = new HashSet<>(TestNames.fresh().codes(CENTRES).keySet());
    others.retainAll(codes.keySet());
    assertEquals(new HashSet<>(), others, "under another key there are other names");
  }

  /** Who has many cases cannot group them by their centre. */
  @Test
  void casesOfOneCentreHaveManyNames() {
    var names =
        IntStream.range(0, 200).mapToObj(i -> nameOf("vk-een", i)).collect(Collectors.toSet());
    assertTrue(names.size() > 30, names.size() + " names");
  }
}
