package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartialDate;
import be.schakel.vocabulary.Reference;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

  record Kept(
      Optional<String> none,
      Optional<LocalDate> day,
      OffsetDateTime time,
      PartialDate born,
      Reference reference,
      List<String> list) {}

  record Told(LocalizedText text, List<Issue> warnings, Instant at, Optional<Instant> since) {}

  record Number(int value) {}

  @Test
  void whatIsKeptComesBackEqual() throws JsonProcessingException {
    var kept =
        new Kept(
            Optional.empty(),
            Optional.of(LocalDate.of(2026, 11, 21)),
            OffsetDateTime.parse("2026-11-21T10:00:00.120+01:00"),
            new PartialDate("2015-03"),
            new Reference("7K3M-92QF"),
            List.of());
    var json = Json.MAPPER.writeValueAsString(kept);
    assertEquals(
        "{\"day\":\"2026-11-21\",\"time\":\"2026-11-21T10:00:00.12+01:00\",\"born\":\"2015-03\","
            + "\"reference\":\"7K3M-92QF\",\"list\":[]}",
        json);
    assertEquals(kept, Json.MAPPER.readValue(json, Kept.class));
  }

  @Test
  void anAnswerSpeaksTheLanguageOfItsReaderInTheTimeOfBrussels() throws JsonProcessingException {
    var told =
        new Told(
            new LocalizedText(Map.of(Language.NL, "ja", Language.FR, "oui", Language.EN, "yes")),
            List.of(new Issue("/children/0/insz", Code.INSZ_CHECKSUM)),
            Instant.parse("2026-07-01T10:00:00Z"),
            Optional.of(Instant.parse("2026-11-21T23:30:00.5Z")));
    for (var language : Language.values()) {
      var tree = Json.MAPPER.readTree(Json.answer(language).writeValueAsString(told));
      assertEquals(told.text().in(language), tree.get("text").textValue());
      assertEquals("/children/0/insz", tree.at("/warnings/0/pointer").textValue());
      assertEquals("INSZ_CHECKSUM", tree.at("/warnings/0/code").textValue());
      assertEquals(
          Texts.detail(Code.INSZ_CHECKSUM, List.of(), language),
          tree.at("/warnings/0/text").textValue());
      assertEquals("2026-07-01T12:00:00+02:00", tree.get("at").textValue());
      assertEquals("2026-11-22T00:30:00.5+01:00", tree.get("since").textValue());
    }
  }

  @Test
  void nothingIsGuessedWhenBinding() {
    for (var json : List.of("{\"value\":\"1\"}", "{\"value\":1.5}", "{\"value\":1,\"more\":2}")) {
      assertThrows(
          JsonProcessingException.class, () -> Json.MAPPER.readValue(json, Number.class), json);
    }
  }
}
