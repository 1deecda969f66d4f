package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.referral.Move.Actor;
import be.schakel.referral.Move.Standing;
import be.schakel.vocabulary.ReferralStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table that partners read in the guide, written by hand, against what the gateway does. */
class MoveTest {

  private static final Path GUIDE = Path.of("src/site/markdown/fhir.md");
  private static final List<Set<Actor>> EVERYBODY =
      List.of(
          Set.of(),
          Set.of(Actor.SUBMITTER),
          Set.of(Actor.CENTRE),
          Set.of(Actor.SUBMITTER, Actor.CENTRE));
  private static final Set<ReferralStatus> AFTER_WORK =
      Set.of(ReferralStatus.TAKEN_UP, ReferralStatus.ADVICE_GIVEN, ReferralStatus.CLOSED);

  /** By move: who, and the cell of each status. */
  private static Map<Move, List<String>> table() throws IOException {
    var table = new LinkedHashMap<Move, List<String>>();
    var rows =
        Files.readAllLines(GUIDE).stream()
            .dropWhile(line -> !line.startsWith("| move | who |"))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> List.of(line.replace("`", "").substring(2).split(" *\\| *")))
            .toList();
    assertEquals(
        Stream.concat(
                Stream.of("move", "who"), Arrays.stream(ReferralStatus.values()).map(Enum::name))
            .toList(),
        rows.get(0));
    rows.stream()
        .skip(2)
        .forEach(row -> table.put(Move.valueOf(row.get(0)), row.subList(1, row.size())));
    return table;
  }

  /** Everybody, every move, every status, worked on or not, asked to stop or not. */
  @TestFactory
  Stream<DynamicTest> everyoneMakesTheMovesOfTheGuideAndNoOther() throws IOException {
    var table = table();
    assertEquals(List.of(Move.values()), List.copyOf(table.keySet()));
    return table.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey().name(), () -> asInTheGuide(row.getKey(), row.getValue())));
  }

  private static void asInTheGuide(Move move, List<String> cells) {
    var actor = Actor.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
    assertAll(
        Arrays.stream(ReferralStatus.values())
            .flatMap(status -> Stream.of(true, false).map(worked -> Map.entry(status, worked)))
            .flatMap(
                at ->
                    Stream.of(true, false)
                        .map(asked -> new Standing(at.getKey(), at.getValue(), asked)))
            .flatMap(
                at ->
                    EVERYBODY.stream()
                        .map(
                            who ->
                                () ->
                                    assertEquals(
                                        who.contains(actor)
                                            && holds(
                                                cells.get(1 + at.status().ordinal()),
                                                at.worked(),
                                                at.undecided()),
                                        move.isOpen(who, at),
                                        who + " " + at))));
  }

  private static boolean holds(String cell, boolean worked, boolean asked) {
    return switch (cell) {
      case "yes", "again" -> true;
      case "worked" -> worked;
      case "asked" -> asked;
      case "-" -> false;
      default -> throw new AssertionError(cell);
    };
  }

  @Test
  void whereItStandsMayTellThatItWasWorkedOn() {
    for (var status : ReferralStatus.values()) {
      assertEquals(
          AFTER_WORK.contains(status), new Standing(status, false, false).worked(), status.name());
    }
  }

  /** H8: by what a submitter may do, nobody tells a transfer from a receipt. */
  @Test
  void transferMakesNoDifferenceToTheSubmitter() {
    for (var move : Move.values()) {
      for (var worked : List.of(true, false)) {
        assertEquals(
            move.isOpen(
                Set.of(Actor.SUBMITTER), new Standing(ReferralStatus.RECEIVED, worked, false)),
            move.isOpen(
                Set.of(Actor.SUBMITTER), new Standing(ReferralStatus.TRANSFERRED, worked, false)),
            move.name());
      }
    }
  }
}
