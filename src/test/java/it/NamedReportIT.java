package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/**
 * A report that is named in what comes by FHIR and is not there: its place is told, and that it is
 * somebody else's is not.
 */
@AgainstTheGateway
class NamedReportIT {

  private static final String NOWHERE = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /fhir               | Bundle.entry[0].resource.context.related[0].reference | {"resourceType": "Bundle", "type": "transaction", "entry": [{"fullUrl": "urn:uuid:00000000-0000-4000-8000-00000000000c", "request": {"method": "POST", "url": "DocumentReference"}, "resource": {"resourceType": "DocumentReference", "status": "current", "context": {"related": [{"reference": "ServiceRequest/%s"}]}, "content": [{"attachment": {"contentType": "text/plain", "data": "aGFsbG8="}}]}}]}
          /fhir/Communication | Communication.basedOn[0].reference                    | {"resourceType": "Communication", "status": "completed", "basedOn": [{"reference": "ServiceRequest/%s"}], "inResponseTo": [{"reference": "Communication/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b01"}], "payload": [{"contentString": "Proef"}]}
          /fhir/Task          | Task.focus.reference                                  | {"resourceType": "Task", "status": "requested", "intent": "order", "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "abort"}]}, "focus": {"reference": "Task/%s"}}
          """)
  void reportThatIsNotThereIsToldWhereItIsNamed(String path, String place, String body) {
    var sent = Sent.byHospital(Report.ofOneChild());
    for (var id : new String[] {NOWHERE, sent.id()}) {
      var refused = stranger(path, body.formatted(id)).expect(404);
      assertEquals("REPORT_NOT_FOUND", refused.at("/issue/0/details/coding/0/code"));
      assertEquals(place, refused.at("/issue/0/expression/0"));
    }
  }

  private static Answer stranger(String path, String body) {
    return TestPartner.of("caw-voorbeeld").as("SUBMIT").post(path, body, "application/fhir+json");
  }
}
