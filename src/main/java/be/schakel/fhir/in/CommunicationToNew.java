package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NewDevelopment;
import be.schakel.referral.NewQuestion;
import be.schakel.vocabulary.PartnerKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A {@code Communication} about a report: of its centre a question, of its submitter the answer to
 * one, which is a development that names it. Which of the two it is, {@code inResponseTo} says.
 * Pure.
 *
 * @param remarks what of it is not kept
 * @param places of the properties in the body, for what a feature finds wrong
 */
public record CommunicationToNew(
    UUID report,
    Optional<NewQuestion> question,
    Optional<NewDevelopment> answer,
    List<Issue> remarks,
    Map<String, String> places) {

  private static final String TYPE = "Communication";

  /** Also what follows from the report, and is told as not kept. */
  private static final Set<String> KNOWN =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "text",
          "language",
          "contained",
          "identifier",
          "status",
          "basedOn",
          "partOf",
          "inResponseTo",
          "subject",
          "sent",
          "sender",
          "recipient",
          "payload");

  /**
   * @param sender who alone asks is a centre: from anybody else it has to be an answer
   * @throws SchakelProblem with every place that has to change
   */
  public static CommunicationToNew parse(PartnerKind sender, InputStream body) throws IOException {
    var incoming = Incoming.made(TYPE, body);
    incoming.only(KNOWN);
    var sent = incoming.element();
    if (sent.text("status").filter("completed"::equals).isEmpty()) {
      incoming.wrong(TYPE + ".status", Code.INVALID_VALUE, "completed");
    }
    var report = report(incoming);
    var answers = sent.all("inResponseTo");
    words(incoming);
    if (answers.isEmpty() && sender == PartnerKind.VK) {
      attachments(incoming)
          .forEach(element -> incoming.wrong(element.path(), Code.INVALID_VALUE, "contentString"));
      incoming.unread();
      var question = incoming.as("QuestionSubmission", NewQuestion.class);
      return new CommunicationToNew(
          report.orElseThrow(),
          Optional.of(question),
          Optional.empty(),
          incoming.remarks(),
          incoming.places());
    }
    if (answers.isEmpty()) {
      incoming.wrong(TYPE + ".inResponseTo", Code.MISSING);
    } else if (answers.size() > 1) {
      incoming.wrong(TYPE + ".inResponseTo", Code.TOO_MANY_ITEMS, "1");
    }
    answers.stream().findFirst().ifPresent(first -> question(incoming, first));
    attachments(incoming).forEach(element -> document(element, incoming.draft()));
    incoming.unread();
    var answer = incoming.as("DevelopmentSubmission", NewDevelopment.class);
    return new CommunicationToNew(
        report.orElseThrow(),
        Optional.empty(),
        Optional.of(answer),
        incoming.remarks(),
        incoming.places());
  }

  /** What a feature finds wrong, at its place in the resource. */
  public List<Issue> located(List<Issue> issues) {
    return issues.stream().map(issue -> Transaction.located(issue, places, TYPE)).toList();
  }

  private static void question(Incoming incoming, Element answers) {
    incoming
        .id(answers, TYPE)
        .ifPresent(
            question ->
                incoming
                    .draft()
                    .text("question", question.toString(), answers.path() + ".reference"));
  }

  /** What it is refused for, at its place in the resource. */
  public SchakelProblem located(SchakelProblem problem) {
    return Transaction.located(problem, places, TYPE);
  }

  /** By the report, by its Task, or by both alike. */
  private static Optional<UUID> report(Incoming incoming) {
    var found =
        List.of(Map.entry("basedOn", "ServiceRequest"), Map.entry("partOf", "Task")).stream()
            .flatMap(
                way ->
                    incoming.element().all(way.getKey()).stream()
                        .flatMap(each -> named(incoming, each, way.getValue()).stream()))
            .collect(Collectors.toSet());
    if (found.size() != 1) {
      incoming.wrong(
          TYPE + ".basedOn",
          found.isEmpty() ? Code.MISSING : Code.INVALID_VALUE,
          "ServiceRequest/<id>");
    }
    return found.stream().findFirst();
  }

  private static Optional<UUID> named(Incoming incoming, Element reference, String type) {
    incoming.draft().place(Transaction.REPORT, reference.path("reference"));
    return incoming.id(reference, type);
  }

  private static void words(Incoming incoming) {
    incoming.draft().place("text", TYPE + ".payload");
    var words =
        incoming.element().all("payload").stream()
            .flatMap(payload -> payload.text("contentString").stream())
            .collect(Collectors.joining("\n\n"));
    if (!words.isEmpty()) {
      incoming.draft().text("text", words, TYPE + ".payload");
    }
    incoming.element().all("payload").stream()
        .filter(payload -> payload.has("contentReference"))
        .forEach(
            payload ->
                incoming.wrong(
                    payload.path("contentReference"), Code.INVALID_VALUE, "contentAttachment"));
  }

  private static List<Element> attachments(Incoming incoming) {
    return incoming.element().all("payload").stream()
        .flatMap(payload -> payload.one("contentAttachment").stream())
        .toList();
  }

  private static void document(Element attachment, Draft development) {
    var document = development.item("documents", attachment.path());
    document.text("contentType", attachment.one("contentType"));
    document.text("title", attachment.one("title"));
    document.text("data", attachment.one("data"));
    attachment
        .text("url")
        .ifPresent(
            url ->
                document.text(
                    "upload", url.replaceFirst("^(?:.*/)?Binary/", ""), attachment.path("url")));
  }
}
