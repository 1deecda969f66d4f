package be.schakel.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPartnersTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;

  private Path file;

  @BeforeEach
  void prepared() throws Exception {
    file = home.resolve("partners.json");
    prepare(NOW);
  }

  @Test
  void aSecondRunLeavesTheFileAsItIs() throws Exception {
    var edited = Files.readString(file).replace("  ", "\t");
    Files.writeString(file, edited);
    prepare(NOW.plusSeconds(60));
    assertEquals(edited, Files.readString(file));
  }

  @Test
  void anOperatorsEditsStayWhenACertificateIsRenewed() throws Exception {
    var registry = (ObjectNode) read();
    ((ObjectNode) partner(registry, "npie")).put("phone", "+32 2 000 00 09");
    Files.write(file, JSON.writeValueAsBytes(registry));
    var later = NOW.plus(DemoPki.LIFE).minus(DemoPki.RENEW_BEFORE_END).plusSeconds(1);
    prepare(later);
    var npie = partner(read(), "npie");
    assertEquals("+32 2 000 00 09", npie.get("phone").textValue());
    assertEquals(2, npie.get("certificates").size(), "the earlier one is still valid");
    prepare(NOW.plus(DemoPki.LIFE).plus(Duration.ofDays(1)));
    assertEquals(1, partner(read(), "npie").get("certificates").size());
    assertEquals(1, partner(read(), "expired").get("certificates").size());
  }

  @Test
  void eachYearBringsTheAuditorsEngagementOnce() throws Exception {
    prepare(Instant.parse("2026-12-31T22:59:59Z"));
    assertEquals(2, read().get("engagements").size());
    prepare(Instant.parse("2026-12-31T23:00:00Z"));
    prepare(Instant.parse("2027-01-02T00:00:00Z"));
    var engagements = read().get("engagements");
    assertEquals(3, engagements.size());
    assertEquals("demo-2027", engagements.get(2).get("id").textValue());
    assertEquals(6, engagements.get(2).get("centres").size());
  }

  @Test
  void aFileThatIsNoRegistryIsLeftForTheServerToRefuse() throws Exception {
    for (var text : new String[] {"{", "[]", "{\"partners\": 1}", ""}) {
      Files.writeString(file, text);
      prepare(NOW.plusSeconds(60));
      assertEquals(text, Files.readString(file));
    }
  }

  @Test
  void everyKindHasAPartnerWithWhatItsKindCanUse() throws Exception {
    for (var kind : PartnerKind.values()) {
      var one =
          StreamSupport.stream(read().get("partners").spliterator(), false)
              .filter(partner -> partner.get("kind").textValue().equals(kind.name()))
              .findFirst()
              .orElseThrow();
      assertEquals(DemoRights.purposes(kind).size(), one.get("purposes").size(), kind.name());
      assertTrue(one.get("scopes").size() > 0, kind.name());
    }
    for (var purpose : Purpose.values()) {
      var used =
          java.util.Arrays.stream(PartnerKind.values())
              .anyMatch(kind -> DemoRights.purposes(kind).contains(purpose));
      assertTrue(used, purpose.name());
    }
  }

  private void prepare(Instant now) throws Exception {
    Prepare.home(home, Clock.fixed(now, ZoneOffset.UTC));
  }

  private JsonNode read() throws Exception {
    return JSON.readTree(Files.readAllBytes(file));
  }

  private static JsonNode partner(JsonNode registry, String code) {
    return StreamSupport.stream(registry.get("partners").spliterator(), false)
        .filter(partner -> partner.get("code").textValue().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
