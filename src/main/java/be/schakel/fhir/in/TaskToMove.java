package be.schakel.fhir.in;

import be.schakel.edge.Json;
import be.schakel.fhir.guide.KnownCodes;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.ReferralView;
import be.schakel.referral.StatusMove;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An updated {@code Task} as a move of the report, and the question whether it changes nothing
 * else. Pure.
 *
 * <p>A Task is sent back as it was read, with another {@code businessStatus}, a {@code
 * statusReason} in words, and for a transfer another {@code owner} by its identifier. Texts beside
 * codes follow the reader's language, so they do not count.
 *
 * @param task what came in, for the comparison
 */
public record TaskToMove(StatusMove move, ObjectNode task) {

  /** What a move may change, and what follows from it. */
  private static final Set<String> MOVED =
      Set.of("status", "businessStatus", "statusReason", "lastModified");

  /** What says nothing about the report, or is the server's business. */
  private static final Set<String> FORMAL = Set.of("meta", "text", "contained", "language");

  /**
   * @param id the report that the address names
   * @throws SchakelProblem with every place that has to change
   */
  public static TaskToMove parse(UUID id, InputStream body) throws IOException {
    var incoming = Incoming.returned("Task", id.toString(), body);
    move(incoming.element(), incoming);
    return new TaskToMove(incoming.as("StatusMove", StatusMove.class), incoming.root());
  }

  private static void move(Element task, Incoming incoming) {
    var move = incoming.draft();
    move.place("status", task.path("businessStatus"));
    move.place("reason", task.path("statusReason"));
    move.place("transferTo", task.path("owner"));
    var status = task.one("businessStatus").flatMap(each -> Codes.of(each, "referral-status"));
    if (!task.has("businessStatus")) {
      incoming.wrong(
          task.path("businessStatus"), Code.MOVED_BY_BUSINESS_STATUS, names(StatusMove.all()));
    }
    status.ifPresentOrElse(
        code -> move.text("status", status),
        () ->
            Codes.system(task.all("businessStatus"))
                .ifPresent(
                    other -> {
                      move.place("status", other);
                      incoming.wrong(
                          other, Code.WRONG_SYSTEM, KnownCodes.listed("referral-status"));
                    }));
    move.text("reason", task.one("statusReason").flatMap(concept -> concept.one("text")));
    if (move.object().path("status").asText().equals(ReferralStatus.TRANSFERRED.name())) {
      move.text(
          "transferTo",
          task.one("owner")
              .flatMap(owner -> owner.one("identifier"))
              .filter(identifier -> identifier.is("system", Systems.PARTNER))
              .flatMap(identifier -> identifier.one("value")));
    }
  }

  /**
   * Holds all else against what the mover read.
   *
   * @throws SchakelProblem with every place that is otherwise; also when its status is neither the
   *     one it had nor the one that follows from the business status: either could be meant
   */
  public void changesNothingElse(ReferralView view) {
    var now =
        (ObjectNode) read(R4.json().encodeResourceToString(StatusToFhir.task(view, Language.EN)));
    var follows = StatusToFhir.of(move.status()).toCode();
    var said = task.path("status").asText(follows);
    var possible = StatusMove.possible(move.status());
    if (!said.equals(follows)
        && !said.equals(now.path("status").asText())
        && view.status().equals(Optional.of(move.status()))
        && !possible.isEmpty()) {
      // It moves the status alone, as a Task is moved elsewhere
      throw SchakelProblem.of(
          List.of(
              new Issue("Task.businessStatus", Code.MOVED_BY_BUSINESS_STATUS, names(possible))));
    }
    if (!said.equals(follows) && !said.equals(now.path("status").asText())) {
      throw SchakelProblem.of(List.of(new Issue("Task.status", Code.INVALID_VALUE, follows)));
    }
    var sent = rest(task);
    var stands = rest(now);
    SentBack.refuse(
        "Task",
        Stream.of(sent, stands)
            .flatMap(each -> names(each).stream())
            .filter(name -> !sent.path(name).equals(stands.path(name)))
            .map(name -> name.replaceFirst("^_", "")));
  }

  private static String names(List<ReferralStatus> statuses) {
    return statuses.stream().map(Enum::name).collect(Collectors.joining(", "));
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode rest(ObjectNode given) {
    var rest = given.deepCopy();
    rest.remove(MOVED);
    rest.remove(FORMAL);
    if (move.status() == ReferralStatus.TRANSFERRED) {
      rest.remove("owner");
    }
    withoutTexts(rest);
    return rest;
  }

  /** Texts beside codes follow the language of the reader. */
  static void withoutTexts(JsonNode node) {
    if (node instanceof ObjectNode object && object.has("system")) {
      object.remove("display");
    }
    node.forEach(TaskToMove::withoutTexts);
  }

  private static JsonNode read(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException ourOwn) {
      throw new IllegalStateException("our own Task does not read");
    }
  }
}
