package be.schakel.mano;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.ManoState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step of an investigation needs beside the schema, whatever it starts from. Pure. */
final class MoveRules {

  private final List<Issue> issues = new ArrayList<>();

  private MoveRules() {}

  /**
   * All that is wrong with it.
   *
   * @param received the day on which the request was received
   */
  static List<Issue> check(ManoMove move, LocalDate received, LocalDate today) {
    var rules = new MoveRules();
    rules.goesWith(move, ManoState.NOT_ADMISSIBLE, "/reason", move.reason(), Code.MISSING);
    rules.goesWith(move, ManoState.CASE_MANAGEMENT, "/mode", move.mode(), Code.MISSING);
    rules.goesWith(
        move, ManoState.TRANSFERRED, "/transferTo", move.transferTo(), Code.TRANSFER_TO_REQUIRED);
    rules.dayZero(move, received, today);
    rules.said("/view", move.view(), today);
    rules.said("/rights", move.rights(), today);
    return List.copyOf(rules.issues);
  }

  private void goesWith(
      ManoMove move, ManoState state, String pointer, Optional<?> value, Code missing) {
    if (move.state() == state && value.isEmpty()) {
      var name = pointer.substring(1);
      issues.add(
          missing == Code.MISSING
              ? new Issue(pointer, missing, name)
              : new Issue(pointer, missing));
    } else if (move.state() != state && value.isPresent()) {
      issues.add(new Issue(pointer, Code.NOT_WITH_STATE, state.name()));
    }
  }

  private void dayZero(ManoMove move, LocalDate received, LocalDate today) {
    if (move.dayZero().isEmpty()) {
      return;
    }
    if (move.state() != ManoState.ADMISSIBLE) {
      issues.add(new Issue("/dayZero", Code.NOT_WITH_STATE, ManoState.ADMISSIBLE.name()));
    } else if (move.dayZero().get().isAfter(today)) {
      issues.add(new Issue("/dayZero", Code.DATE_IN_FUTURE));
    } else if (move.dayZero().get().isBefore(received)) {
      issues.add(new Issue("/dayZero", Code.DAY_BEFORE_RECEIPT));
    }
  }

  private void said(String pointer, Optional<ManoMove.Said> said, LocalDate today) {
    said.filter(one -> !one.done() && one.reason().isEmpty())
        .ifPresent(one -> issues.add(new Issue(pointer + "/reason", Code.MISSING, "reason")));
    said.flatMap(ManoMove.Said::date)
        .filter(today::isBefore)
        .ifPresent(future -> issues.add(new Issue(pointer + "/date", Code.DATE_IN_FUTURE)));
  }
}
