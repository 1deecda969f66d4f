package be.schakel.referral;

import be.schakel.vocabulary.ReferralStatus;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a report got where it stands, and when something of it changed that one asker can see. Pure.
 *
 * <p>Rows are only ever added, so what a report was follows from what it is. A version lasts from
 * one such moment to the next and is how the report stood at its end: what changed in between, and
 * is not for the asker, begins no version and ends none.
 *
 * @param stands where it stood, in order
 * @param moments in order, each once
 */
record Past(List<Stand> stands, List<OffsetDateTime> moments) {

  /** A place where it stood. */
  record Stand(int seq, ReferralStatus status, OffsetDateTime since, Optional<String> vk) {}

  Past {
    stands = List.copyOf(stands);
    moments = List.copyOf(moments);
  }

  /**
   * Every state that it was in, the newest first and that one as it is. The parts of a millisecond
   * are one moment: FHIR tells no others apart (R4 instant).
   */
  Stream<Rows> states(Rows now) {
    var last = moments.size() - 1;
    return Stream.concat(
        Stream.of(now),
        IntStream.iterate(last - 1, at -> at >= 0, at -> at - 1)
            .filter(at -> millis(at) < millis(at + 1))
            .mapToObj(at -> before(moments.get(at + 1), now, stood(at + 1), moments.get(at))));
  }

  /** What took something back since counts all the same: it is taken back in every version. */
  private static Rows before(OffsetDateTime end, Rows now, Stand stood, OffsetDateTime began) {
    var documents = there(now.documents(), Rows.DocumentRow::receivedAt, end);
    var ids = documents.stream().map(Rows.DocumentRow::id).collect(Collectors.toSet());
    return now.with(
        now.head().standing(stood, began),
        documents.stream().map(each -> each.replacedOnlyBy(ids)).toList(),
        there(now.contributions(), Rows.ContributionRow::recordedAt, end),
        there(now.developments(), Rows.DevelopmentRow::recordedAt, end),
        there(now.consents(), Rows.ConsentRow::recordedAt, end),
        now.correspondence().stream()
            .filter(
                word ->
                    word.recordedAt().isBefore(end) || word.kind() == Rows.Word.QUESTION_RETRACTED)
            .toList(),
        now.retraction().filter(any -> stood.status() == ReferralStatus.RETRACTED),
        there(now.links(), Rows.LinkRow::since, end),
        now.team());
  }

  private static <T> List<T> there(
      List<T> rows, Function<T, OffsetDateTime> since, OffsetDateTime end) {
    return rows.stream().filter(row -> since.apply(row).isBefore(end)).toList();
  }

  private long millis(int at) {
    return moments.get(at).toInstant().toEpochMilli();
  }

  private Stand stood(int before) {
    var end = moments.get(before);
    return stands.stream()
        .filter(stand -> stand.since().isBefore(end))
        .max(Comparator.comparing(Stand::seq))
        .orElse(stands.get(0));
  }
}
