package be.schakel.fhir.in;

import be.schakel.fhir.out.CancellationToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CancellationDecision;
import be.schakel.referral.NewRetraction;
import be.schakel.vocabulary.RetractionReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A {@code Task} of code {@code abort} (Clinical Order Workflows, cancellation request): made by
 * the submitter of a report to ask its centre to stop, sent back by the centre with what it
 * decided. Pure.
 *
 * @param report whose Task is its focus
 * @param text why
 */
public record TaskToCancellation(UUID report, Optional<String> text) {

  private static final String TYPE = "Task";

  private static final Map<String, String> PLACES =
      Map.of("/" + Transaction.REPORT, "Task.focus.reference", "/text", "Task.reasonCode.text");

  /** Beside these, what follows from the report, and is not kept. */
  private static final Set<String> KNOWN =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "text",
          "language",
          "contained",
          "identifier",
          "basedOn",
          "status",
          "intent",
          "code",
          "focus",
          "for",
          "authoredOn",
          "lastModified",
          "requester",
          "owner",
          "reasonCode");

  /**
   * @throws SchakelProblem with every place that has to change
   */
  public static TaskToCancellation parse(InputStream body) throws IOException {
    var incoming = Incoming.made(TYPE, body);
    incoming.only(KNOWN);
    var task = incoming.element();
    if (!task.is("status", "requested")) {
      incoming.wrong(TYPE + ".status", Code.INVALID_VALUE, "requested");
    }
    abort(incoming);
    var report = task.one("focus").flatMap(focus -> incoming.id(focus, TYPE));
    if (!task.has("focus")) {
      incoming.wrong(TYPE + ".focus", Code.MISSING);
    }
    incoming.draft().text("reason", RetractionReason.WITHDRAWN.name(), TYPE + ".code");
    incoming.draft().text("text", task.one("reasonCode").flatMap(reason -> reason.one("text")));
    var withdrawal = incoming.as("Retraction", NewRetraction.class);
    return new TaskToCancellation(report.orElseThrow(), withdrawal.text());
  }

  /** What it is refused for, at its place in the Task. */
  public SchakelProblem located(SchakelProblem problem) {
    return Transaction.located(problem, PLACES, TYPE);
  }

  /**
   * What the centre decided: {@code completed} (or {@code accepted}) stops, {@code rejected} goes
   * on, with {@code statusReason} in words.
   *
   * @param id of the Task that the address names
   * @throws SchakelProblem with every place that has to change
   */
  public static CancellationDecision decision(String id, InputStream body) throws IOException {
    var incoming = Incoming.returned(TYPE, id, body);
    abort(incoming);
    var task = incoming.element();
    var stops = task.is("status", "completed") || task.is("status", "accepted");
    if (!stops && !task.is("status", "rejected")) {
      incoming.wrong(TYPE + ".status", Code.INVALID_VALUE, "completed, rejected");
    }
    incoming.draft().object().put("accepted", stops);
    incoming.draft().text("text", task.one("statusReason").flatMap(why -> why.one("text")));
    return incoming.as("CancellationDecision", CancellationDecision.class);
  }

  private static void abort(Incoming incoming) {
    if (!aborts(incoming.element())) {
      incoming.wrong(
          TYPE + ".code",
          Code.INVALID_VALUE,
          CancellationToFhir.CODES + "|" + CancellationToFhir.ABORT);
    }
  }

  /** Whether a Task is one of these at all. */
  static boolean aborts(Element task) {
    return task.all("code").stream()
        .flatMap(code -> code.all("coding").stream())
        .anyMatch(
            coding ->
                coding.is("system", CancellationToFhir.CODES)
                    && coding.is("code", CancellationToFhir.ABORT));
  }
}
