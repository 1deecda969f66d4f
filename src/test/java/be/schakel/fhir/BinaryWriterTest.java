package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.out.Views;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                              | application/pdf       | false
          application/pdf                  | application/pdf       | false
          application/fhir+json            | application/pdf       | true
          application/fhir+json, */*       | application/pdf       | false
          application/fhir+json            | application/fhir+json | false
          application/fhir+xml             | application/fhir+json | true
          application/fhir+xml, application/fhir+json | application/fhir+json | true
          application/fhir+xml             | application/fhir+xml  | false
          application/fhir+json; wrapper=1 | application/fhir+json | true
          application/fhir+json; wrapper=1 | application/pdf       | true
          application/fhir+json; wrapper=0 | application/fhir+json | false
          """)
  void theBytesAreWrappedForWhoAsksForIt(String accept, String own, boolean wrapped) {
    assertEquals(wrapped, BinaryWriter.wrapped(types(accept), own));
  }

  @ParameterizedTest
  @EnumSource
  void theResourceAroundTheBytesHasTheLabelsOfItsCategory(Form form) {
    var document = Views.medicalDocument();
    var whole = BinaryWriter.envelope(form, document, "application/pdf");
    for (var label : List.of("R", "SDV", "MEDICAL")) {
      assertTrue(whole.contains("\"" + label + "\""), whole);
    }
  }

  private static List<MediaType> types(String accept) {
    return Arrays.stream(accept.split(",")).map(each -> type(each.strip())).toList();
  }

  private static MediaType type(String text) {
    var parts = text.split(";");
    var names = parts[0].strip().split("/");
    return parts.length == 1
        ? new MediaType(names[0], names[1])
        : new MediaType(names[0], names[1], Map.of("wrapper", parts[1].strip().split("=")[1]));
  }
}
