package be.schakel.fhir.out;

import be.schakel.edge.FhirIssue;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** What is told of something that went well. Pure. */
public final class Outcomes {

  private Outcomes() {}

  /** That it was stored, for who asked to hear that and nothing else. */
  public static OperationOutcome stored(Language language) {
    var outcome = new OperationOutcome();
    issue(outcome, new Issue("", Code.STORED), language)
        .setSeverity(IssueSeverity.INFORMATION)
        .setCode(IssueType.INFORMATIONAL);
    return outcome;
  }

  /** Remarks, each with its place. */
  public static OperationOutcome of(List<Issue> issues, Language language) {
    var outcome = new OperationOutcome();
    for (var issue : issues) {
      issue(outcome, issue, language)
          .setSeverity(IssueSeverity.WARNING)
          .setCode(IssueType.fromCode(FhirIssue.type(issue.code())))
          .addExpression(issue.pointer());
    }
    return outcome;
  }

  private static OperationOutcomeIssueComponent issue(
      OperationOutcome outcome, Issue issue, Language language) {
    return outcome
        .addIssue()
        .setDetails(
            new CodeableConcept(
                    new Coding(
                        Systems.list("problem"),
                        issue.code().name(),
                        Texts.title(issue.code(), language)))
                .setText(Texts.inFhir(issue.code(), issue.arguments(), language)));
  }
}
