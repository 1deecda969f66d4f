package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.RoundTripTest;
import be.schakel.fhir.guide.FullValidator;
import be.schakel.fhir.guide.OracleValidator;
import be.schakel.fhir.guide.R4;
import be.schakel.referral.Cancellation;
import be.schakel.referral.Question;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.CancellationState;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What centre and submitter asked each other, as FHIR, and the Task that waits for it. */
class CorrespondenceToFhirTest {

  private static final UUID WORD = UUID.fromString("0199a7c4-3b1e-7009-9d53-5f1f6d3a2b00");

  private static ReferralView view(ReferralStatus status, boolean open, CancellationState state)
      throws IOException {
    return Views.of(
        RoundTripTest.example("submission"),
        status,
        status == ReferralStatus.RETRACTED
            ? Optional.of(RetractionReason.WITHDRAWN)
            : Optional.empty(),
        List.of(
            new Question(
                Optional.of(WORD),
                List.of(),
                Optional.of(Views.AT),
                Optional.of(open),
                Optional.of("Welke school?"),
                Optional.empty())),
        List.of(
            new Cancellation(
                Optional.of(WORD),
                List.of(),
                Optional.of(state),
                Optional.of(Views.AT),
                Optional.of(Views.AT.plusHours(1))
                    .filter(any -> state != CancellationState.REQUESTED),
                Optional.of("Wij vergisten ons."),
                Optional.of("Het onderzoek loopt.")
                    .filter(any -> state == CancellationState.REFUSED))));
  }

  private static List<String> errors(Task task) {
    return OracleValidator.ready()
        .findings(R4.json().encodeResourceToString(task), "report-status")
        .stream()
        .filter(FullValidator::isError)
        .map(found -> FullValidator.place(found) + " " + found.getMessage())
        .toList();
  }

  @Test
  void taskKeepsItsStatusAndTellsWhatItWaitsFor() throws IOException {
    var task =
        StatusToFhir.task(
            view(ReferralStatus.TAKEN_UP, true, CancellationState.REQUESTED), Language.EN);
    assertEquals(TaskStatus.INPROGRESS, task.getStatus());
    assertEquals("TAKEN_UP", task.getBusinessStatus().getCodingFirstRep().getCode());
    assertEquals(
        List.of("AWAITING_INFORMATION", "CANCELLATION_REQUESTED"),
        task.getStatusReason().getCoding().stream().map(Coding::getCode).toList());
    assertFalse(task.getStatusReason().hasText(), "sent back it would be the reason of a move");
    assertEquals(
        "Communication/" + WORD, ((Reference) task.getInputFirstRep().getValue()).getReference());
    assertFalse(R4.json().encodeResourceToString(task).contains("Welke school?"));
    assertEquals(List.of(), errors(task));
  }

  @Test
  void taskWaitsForNothingOnceThatIsThere() throws IOException {
    var task =
        StatusToFhir.task(
            view(ReferralStatus.TAKEN_UP, false, CancellationState.REFUSED), Language.EN);
    assertFalse(task.hasStatusReason() || task.hasInput());
  }

  /** Interim while in progress, final when completed: what the centre answered is there. */
  @ParameterizedTest
  @EnumSource(ReferralStatus.class)
  void taskKeepsTheGuideWhereverItStands(ReferralStatus status) throws IOException {
    var task = StatusToFhir.task(view(status, false, CancellationState.ACCEPTED), Language.NL);
    assertTrue(task.hasOutput());
    assertEquals(List.of(), errors(task));
  }

  @ParameterizedTest
  @CsvSource({"completed", "rejected", "on-hold"})
  void aStatusThatDoesNotFollowBreaksTheGuide(String status) throws IOException {
    var task =
        StatusToFhir.task(
            view(ReferralStatus.TAKEN_UP, true, CancellationState.REQUESTED), Language.NL);
    task.setStatus(TaskStatus.fromCode(status));
    assertFalse(errors(task).isEmpty());
  }

  @Test
  void otherCodesBreakTheGuide() throws IOException {
    var task =
        StatusToFhir.task(
            view(ReferralStatus.RECEIVED, false, CancellationState.REFUSED), Language.NL);
    task.setStatusReason(
        new CodeableConcept(new Coding().setSystem("x").setCode("AWAITING_INFORMATION")));
    assertFalse(errors(task).isEmpty(), "it waits for nothing that is named");
    task.setStatusReason(null).setCode(null);
    assertFalse(errors(task).isEmpty());
  }

  @Test
  void questionAndAnswerAreCommunications() throws IOException {
    var said =
        CommunicationToFhir.all(
            view(ReferralStatus.RECEIVED, false, CancellationState.REFUSED), Language.NL);
    var question = (Communication) said.get(0);
    assertEquals(
        "Welke school?", ((StringType) question.getPayloadFirstRep().getContent()).getValue());
    assertEquals("Task/" + Views.REFERRAL, question.getPartOfFirstRep().getReference());
    assertEquals("#vk", question.getSender().getReference());
    var answer = (Communication) said.get(1);
    assertEquals("Communication/" + WORD, answer.getInResponseToFirstRep().getReference());
    assertEquals("ServiceRequest/" + Views.REFERRAL, answer.getBasedOnFirstRep().getReference());
    assertEquals("#vk", answer.getRecipientFirstRep().getReference());
  }

  @ParameterizedTest
  @CsvSource({"REQUESTED, requested", "ACCEPTED, completed", "REFUSED, rejected"})
  void requestToStopIsATaskAboutTheTask(CancellationState state, String status) throws IOException {
    var task = CancellationToFhir.task(view(ReferralStatus.TAKEN_UP, false, state), Language.NL);
    assertEquals(status, task.getStatus().toCode());
    assertEquals(WORD + "-abort", task.getIdElement().getIdPart());
    assertEquals(Optional.of(WORD), FhirIds.ofCancellation(task.getIdElement().getIdPart()));
    assertEquals("abort", task.getCode().getCodingFirstRep().getCode());
    assertEquals("Task/" + Views.REFERRAL, task.getFocus().getReference());
    assertEquals("Wij vergisten ons.", task.getReasonCode().getText());
    assertEquals(
        state == CancellationState.REFUSED ? "Het onderzoek loopt." : null,
        task.getStatusReason().getText());
  }
}
