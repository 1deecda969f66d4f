package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FHIR XML comes in as the FHIR JSON of the same resource, and nothing else comes in with it. */
class XmlToJsonTest {

  private static final String FHIR = "xmlns=\"http://hl7.org/fhir\"";

  @ParameterizedTest
  @ValueSource(strings = {"submission", "submission-minimal", "submission-siblings"})
  void xmlThatHapiWritesIsTheJsonThatHapiWrites(String example) throws IOException {
    var bundle = R4.json().parseResource(Bundles.of(example).tree().toString());

    assertEquals(
        Json.MAPPER.readTree(R4.json().encodeResourceToString(bundle)),
        json(R4.xml().setPrettyPrint(true).encodeResourceToString(bundle)));
  }

  @Test
  void valuesKeepTheirTypesTheirExtensionsAndTheirPlaces() throws IOException {
    var json =
        json(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xsi:schemaLocation="http://hl7.org/fhir fhir.xsd">
              <id value="a"/>
              <!-- nobody reads this -->
              <text><status value="generated"/>
                <div xmlns="http://www.w3.org/1999/xhtml"><p class="x">a &lt; b</p><br/></div></text>
              <contained><Organization><id value="o"/></Organization></contained>
              <extension url="http://a.example"><valueInteger value="3"/></extension>
              <active value="true"/>
              <name id="n"><given value="A"/><given><extension url="http://b.example">
                <valueDecimal value="1.50"/></extension></given></name>
              <birthDate id="b" value="2015-03-15"/>
            </Patient>""");

    assertEquals(
        Json.MAPPER.readTree(
            """
            {"resourceType": "Patient", "id": "a",
             "text": {"status": "generated", "div":
               "<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p class=\\"x\\">a &lt; b</p><br></br></div>"},
             "contained": [{"resourceType": "Organization", "id": "o"}],
             "extension": [{"url": "http://a.example", "valueInteger": 3}],
             "active": true,
             "name": [{"id": "n", "given": ["A", null],
               "_given": [null, {"extension": [{"url": "http://b.example", "valueDecimal": 1.50}]}]}],
             "birthDate": "2015-03-15", "_birthDate": {"id": "b"}}"""),
        json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <colour value="red"/>                        | Patient.colour          | UNKNOWN_PROPERTY
          <birthDate value="2015" colour="red"/>       | Patient._birthDate.@colour | UNKNOWN_PROPERTY
          <birthDate value="2015"><b/></birthDate>     | Patient._birthDate.b    | UNKNOWN_PROPERTY
          <birthDate value="2015"/><birthDate value="2016"/> | Patient.birthDate | WRONG_TYPE
          <identifier value="1"/>                      | Patient.identifier[0].@value | UNKNOWN_PROPERTY
          <name><Patient/></name>                      | Patient.name[0].Patient | UNKNOWN_PROPERTY
          <active value="yes"/>                        | Patient.active          | WRONG_TYPE
          <active/>                                    | Patient.active          | WRONG_TYPE
          <multipleBirthInteger value="1e3"/>          | Patient.multipleBirthInteger | WRONG_TYPE
          <name>Proef</name>                           | Patient.name[0].#text   | UNKNOWN_PROPERTY
          <o:active xmlns:o="http://o.example" value="true"/> | Patient.other:active | UNKNOWN_PROPERTY
          <contained/>                                 | Patient.contained[0].resourceType | MISSING
          <contained><A/><B/></contained>              | Patient.contained[0].resourceType | MISSING
          <name/>                                      | Patient.name[0]         | TOO_FEW_ITEMS
          """)
  void whatR4DoesNotKnowIsToldWithItsPlace(String xml, String path, Code code) throws IOException {
    var found = new java.util.ArrayList<Issue>();
    Structure.check(json("<Patient " + FHIR + ">" + xml + "</Patient>"), "Patient", found::add);

    assertTrue(
        found.stream().anyMatch(issue -> issue.pointer().equals(path) && issue.code() == code),
        found::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE Patient><Patient " + FHIR + "/>",
        "<!DOCTYPE Patient SYSTEM \"file:///etc/hostname\"><Patient " + FHIR + "/>",
        "<!DOCTYPE P [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Patient "
            + FHIR
            + "><id value=\"&x;\"/></Patient>",
        "<!DOCTYPE P [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Patient "
            + FHIR
            + "><text><div xmlns=\"http://www.w3.org/1999/xhtml\">&x;</div></text></Patient>",
        "<!DOCTYPE P [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x.dtd\"> %x;]><Patient "
            + FHIR
            + "/>",
        "<Patient " + FHIR + "><id value=\"&x;\"/></Patient>",
        "<Patient " + FHIR + "><text>&x;</text></Patient>",
        "<Patient " + FHIR + ">",
        "<Patient " + FHIR + "/><Patient " + FHIR + "/>",
        "<Patient " + FHIR + "><id value=\"a\" value=\"b\"/></Patient>",
        "<Patient " + FHIR + "><id value=\"\u0001\"/></Patient>",
        "{\"resourceType\":\"Patient\"}",
        "x"
      })
  void noDoctypeNoEntityNoXmlIsRead(String xml) {
    var code = refusal(xml).code();
    if (xml.startsWith("<!DOCTYPE")) {
      assertEquals(Code.DOCTYPE_NOT_TAKEN, code);
    } else {
      assertTrue(Set.of(Code.MALFORMED_BODY, Code.DOCTYPE_NOT_TAKEN).contains(code), code::name);
    }
  }

  @Test
  void whereMalformedXmlBreaksIsTold() {
    var refused = refusal("<Patient " + FHIR + ">\n  <id value=\"a></Patient>");
    assertEquals(Code.MALFORMED_BODY, refused.code());
    assertEquals("2", refused.arguments().get(0));
  }

  @Test
  void billionLaughsCostNothing() {
    var bomb = new StringBuilder("<!DOCTYPE lolz [<!ENTITY a0 \"lol\">");
    for (var i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d \"".formatted(i))
          .append("&a%d;".formatted(i - 1).repeat(10))
          .append("\">");
    }
    bomb.append("]><Patient ").append(FHIR).append("><id value=\"&a29;\"/></Patient>");

    assertTimeout(
        Duration.ofSeconds(2),
        () -> assertEquals(Code.DOCTYPE_NOT_TAKEN, refusal(bomb.toString()).code()));
  }

  @Test
  void whatIsTooDeepOrTooMuchIsRefused() {
    var deep = "<extension url=\"a\">".repeat(5_000) + "</extension>".repeat(5_000);
    assertEquals(Code.TOO_DEEP, refusal(patient(deep)).code());
    var narrative = "<b>".repeat(5_000) + "</b>".repeat(5_000);
    assertEquals(
        Code.TOO_DEEP,
        refusal(
                patient(
                    "<text><div xmlns=\"http://www.w3.org/1999/xhtml\">"
                        + narrative
                        + "</div></text>"))
            .code());
    var many = "<name><family value=\"a\"/></name>".repeat(60_000);
    assertEquals(
        List.of(Code.TOO_MANY_ITEMS),
        refusal(patient(many)).issues().stream().map(Issue::code).toList());
  }

  @Test
  void anotherNamespaceIsNoFhir() {
    assertEquals(
        List.of(new Issue("Patient", Code.INVALID_VALUE, "xmlns=\"http://hl7.org/fhir\"")),
        refusal("<Patient/>").issues());
    assertEquals(
        Code.NOT_UTF8,
        assertThrows(SchakelProblem.class, () -> XmlToJson.convert(new byte[] {'<', (byte) 0xff}))
            .code());
  }

  private static String patient(String inside) {
    return "<Patient " + FHIR + ">" + inside + "</Patient>";
  }

  private static JsonNode json(String xml) throws IOException {
    return Json.MAPPER.readTree(XmlToJson.convert(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static SchakelProblem refusal(String xml) {
    return assertThrows(
        SchakelProblem.class, () -> XmlToJson.convert(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
