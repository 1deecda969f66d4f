package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Subscription'                                                              | told-by-hook
          'Consent', 'patient': {'reference': 'urn:uuid:1'}                           | consent-in-report
          'Consent', 'patient': {'reference': 'Patient/1'}                            | given-consent
          'Consent', 'patient': {'reference': 'https://gateway.example/fhir/Patient/1'} | given-consent
          'DocumentReference'                                                         | report-document
          'DocumentReference', 'status': 'current'                                    | report-document
          'DocumentReference', 'status': 'superseded'                                 | stored-document
          'DocumentReference', 'status': 'entered-in-error'                           | stored-document
          'Task'                                                                      | report-status
          """)
  void resourceIsHeldAgainstTheProfileOfWhatItIsFor(String resource, String profile) {
    var body = ("{'resourceType': " + resource + "}").replace('\'', '"');
    var read = Validated.read(body.getBytes(StandardCharsets.UTF_8), null, () -> {});
    assertEquals(List.of(profile), read.profiles());
  }
}
