package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.fhir.guide.R4;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

/** A resource inside a transaction in XML is kept as its very bytes, and stands by itself. */
class XmlPartsTest {

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<Integer, String> parts(String xml) {
    return XmlParts.of(utf8(xml)).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, part -> new String(part.getValue(), StandardCharsets.UTF_8)));
  }

  @Test
  void nothingButTheNamespaceOfItsFirstTagIsAdded() {
    var inside =
        "<Bundle  id='x>y'\r\n\t><!-- <entry><resource><Basic/> --><type value=\"document\"/>\r\n"
            + "<entry><resource><Basic><text><div xmlns=\"http://www.w3.org/1999/xhtml\">é € \uD83D\uDE00"
            + "&lt;<![CDATA[</resource>]]><br/></div></text></Basic ></resource></entry></Bundle\n>";
    var sent =
        "\uFEFF<?xml version='1.0' encoding='UTF-8'?><!-- <Bundle> -->\n<Bundle xmlns=\"http://hl7.org/fhir\">"
            + "<entry><resource><Patient/></resource></entry>\n<entry ><fullUrl value='u'/><resource >"
            + inside
            + "</resource></entry></Bundle>";

    var parts = parts(sent);

    assertEquals("<Patient xmlns=\"http://hl7.org/fhir\"/>", parts.get(0));
    assertEquals(
        inside.replaceFirst("<Bundle ", "<Bundle xmlns=\"http://hl7.org/fhir\" "), parts.get(1));
    assertEquals(2, parts.size());
  }

  @Test
  void prefixesGoAlongAndWhatIsDeclaredAgainStays() {
    var parts =
        parts(
            "<f:Bundle xmlns:f='http://hl7.org/fhir' xmlns:x=\"urn:x\" xmlns=\"urn:other\">"
                + "<f:entry xmlns:x=\"urn:nearer\"><f:resource><f:Basic xmlns=\"urn:own\"><f:id value=\"1\"/></f:Basic>"
                + "</f:resource></f:entry></f:Bundle>");

    assertEquals(
        "<f:Basic xmlns:x=\"urn:nearer\" xmlns:f='http://hl7.org/fhir' xmlns=\"urn:own\"><f:id value=\"1\"/></f:Basic>",
        parts.get(0));
  }

  @Test
  void resourceThatStandsByItselfAlreadyIsByteIdentical() {
    var inside = "<Basic  xmlns = 'http://hl7.org/fhir' >\r\n<id value='1'/></Basic>";
    var sent =
        "<Bundle xmlns='http://hl7.org/fhir'><entry><resource>"
            + inside
            + "</resource></entry></Bundle>";

    assertEquals(Map.of(0, inside), parts(sent));
  }

  @Test
  void collectionOfThemIsABundleInTheSameForm() {
    var sent =
        "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><Observation><id value=\"a\"/></Observation></resource></entry>"
            + "<entry><resource><Specimen><id value=\"b\"/></Specimen></resource></entry></Bundle>";
    var asSent = AsSent.of(utf8("{}"), Optional.of(utf8(sent)));

    var collection =
        asSent.collection(
            List.of(
                new AsSent.Part(1, Optional.of("http://x.example/?a=1&b=\"<")),
                new AsSent.Part(0, Optional.empty())));

    var read = R4.xml().parseResource(Bundle.class, new String(collection, StandardCharsets.UTF_8));
    assertEquals(Bundle.BundleType.COLLECTION, read.getType());
    assertEquals("http://x.example/?a=1&b=\"<", read.getEntry().get(0).getFullUrl());
    assertEquals("Specimen", read.getEntry().get(0).getResource().fhirType());
    assertEquals("Observation", read.getEntry().get(1).getResource().fhirType());
    assertEquals("application/fhir+xml", asSent.mediaType());
  }

  @Test
  void documentInAReportOfXmlIsKeptAsItsBytes() {
    var document =
        "<Bundle xmlns=\"http://hl7.org/fhir\" ><type   value=\"document\"/>\n<entry><resource><Composition>"
            + "<title value=\"Verslag\"/></Composition></resource></entry></Bundle>";
    var bundle = Bundles.whole();
    bundle.and(
        "urn:uuid:document",
        "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"entry\":[{\"resource\":{\"resourceType\":\"Composition\",\"title\":\"Verslag\"}}]}");
    bundle.with("DocumentReference", "/content/0/attachment", "{\"url\":\"urn:uuid:document\"}");
    var xml = R4.xml().encodeResourceToString(R4.json().parseResource(bundle.tree().toString()));
    var at = xml.lastIndexOf("<resource><Bundle");
    var end = xml.lastIndexOf("</Bundle></resource>");
    var sent = utf8(xml.substring(0, at) + "<resource>" + document + xml.substring(end + 9));

    var transaction =
        BundleToSubmission.read(XmlToJson.convert(sent), Optional.of(sent)).transaction();

    var kept = transaction.submission().documents().get(0);
    assertArrayEquals(utf8(document), java.util.Base64.getDecoder().decode(kept.data().get()));
    assertEquals(Optional.of("application/fhir+xml"), kept.contentType());
  }
}
