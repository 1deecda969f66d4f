package be.schakel.fhir;

import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Validation;
import be.schakel.fhir.in.BundleToSubmission;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hl7.fhir.r4.model.Task;

/**
 * Reads and writes once, beside the start, what no request should wait for: HAPI takes seconds to
 * learn the definitions of R4.
 */
@ApplicationScoped
public class WarmUp {

  private static final byte[] NO_REPORT =
      """
      {"resourceType": "Bundle", "type": "transaction", "entry": [
        {"resource": {"resourceType": "ServiceRequest", "status": "active", "intent": "order"}},
        {"resource": {"resourceType": "Patient", "birthDate": "2015-03-15", "name": [{"family": "-"}],
          "address": [{"city": "-"}], "extension": [{"url": "-", "valueBoolean": true}]}},
        {"resource": {"resourceType": "RelatedPerson", "gender": "unknown"}},
        {"resource": {"resourceType": "Observation", "valueString": "-"}},
        {"resource": {"resourceType": "Consent", "provision": {"type": "permit"}}},
        {"resource": {"resourceType": "DocumentReference", "content": [{"attachment": {}}]}}]}"""
          .getBytes(StandardCharsets.UTF_8);

  @Resource ManagedExecutorService aside;
  @Inject Validation validation;

  /** Whether the full validator learns before it is asked: ten seconds of one core. */
  @Inject
  @ConfigProperty(name = "schakel.validation.warm-up")
  boolean validator;

  /** Returns at once. */
  public void start() {
    aside.submit(this::all);
  }

  private void all() {
    learn();
    if (validator) {
      var report = new String(NO_REPORT, StandardCharsets.UTF_8);
      validation.behind("", (validator, between) -> validator.findings(report, "submission"));
    }
  }

  static void learn() {
    try {
      BundleToSubmission.map(NO_REPORT);
    } catch (SchakelProblem expected) {
      R4.json().encodeResourceToString(new Task().setStatus(Task.TaskStatus.REQUESTED));
    }
  }
}
