package be.schakel.medical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document is what its bytes say, whatever it is called. */
class ContentTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/pdf          | %PDF-1.7      | application/pdf          | no
          application/PDF; x=1     | %PDF-1.7      | application/PDF; x=1     | no
          text/plain               | %PDF-1.7      | application/pdf          | yes
          image/png                | %PDF-1.7      | application/pdf          | yes
                                   | %PDF-1.7      | application/pdf          | no
          application/octet-stream | %PDF-1.7      | application/pdf          | no
          application/pdf          | what is this  | application/pdf          | no
          text/rtf                 | {\\rtf1       | text/rtf                 | no
          image/gif                | GIF89a        | image/gif                | no
          image/jpeg               | GIF89a        | image/gif                | yes
          application/vnd.openxmlformats-officedocument.wordprocessingml.document | PK\u0003\u0004x | application/vnd.openxmlformats-officedocument.wordprocessingml.document | no
          application/pdf          | PK\u0003\u0004x | application/zip         | yes
                                   | hello         | application/octet-stream | no
          application/fhir+json    | <Patient xmlns="http://hl7.org/fhir"/> | application/fhir+xml | yes
          application/fhir+xml     | {"resourceType":"Patient"} | application/fhir+json | yes
          application/fhir+json    | {"resourceType":"Patient"} | application/fhir+json | no
          application/fhir+json    | <html/>       | application/fhir+json    | no
          text/plain               | {"resourceType":"Patient"} | text/plain | no
          application/hl7-cda+xml  | <?xml         | application/hl7-cda+xml  | no
          """)
  void bytesGoBeforeNames(String declared, String bytes, String type, String corrected) {
    var name = Optional.ofNullable(declared);
    assertEquals(type, ContentTypes.of(name, latin(bytes)));
    assertEquals(corrected.equals("yes"), ContentTypes.other(name, latin(bytes)).isPresent());
  }

  @Test
  void programsAreKnownAndTextsThatBeginAlikeAreNot() {
    var windows = new byte[200];
    windows[0] = 'M';
    windows[1] = 'Z';
    windows[0x3c] = 100;
    windows[100] = 'P';
    windows[101] = 'E';
    assertTrue(ContentTypes.isProgram(windows));
    windows[0x3e] = 2;
    assertTrue(ContentTypes.isProgram(windows), "its header lies beyond what is looked at");
    var disguised = "MZ".repeat(100).getBytes(StandardCharsets.US_ASCII);
    assertFalse(ContentTypes.isProgram(disguised));
    disguised[0x3f] = 3;
    assertTrue(ContentTypes.isProgram(disguised), "the least that such a header needs");
    assertTrue(ContentTypes.isProgram(latin("\u007fELF\u0002\u0001")));
    assertFalse(
        ContentTypes.isProgram(latin("MZ is hoe Marie Zwaan tekent\r\n\tte Genk, \u00e9\u00e9n")));
    assertFalse(ContentTypes.isProgram(new byte[0]));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
