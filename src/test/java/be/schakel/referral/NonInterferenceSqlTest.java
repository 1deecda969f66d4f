package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answer to a search never depends on what the asker may not see: whatever others do behind its
 * back, every search it can make gives what it gave before.
 */
class NonInterferenceSqlTest {

  private static final String HERE = "vk-antwerpen";
  private static final String NUMBER = "15231500154";

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Boolean.getBoolean("schakel.long") ? 20 : 8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void searchTellsNothingOfWhatOthersDoBehindItsBack(long seed) throws Exception {
    var random = new Random(seed);
    var granted = new ArrayList<UUID>();
    var closed = new ArrayList<UUID>();
    var own = new ArrayList<UUID>();
    for (int i = 0; i < 6; i++) {
      granted.add(features.submitted(pick(random, "uz", "clb"), Reports.whole()));
      closed.add(
          features.submitted(pick(random, "uz", "clb"), Reports.whole().without("/consents")));
      own.add(features.submitted("az", Reports.whole().without("/consents")));
      features.passes(Duration.ofSeconds(1));
    }
    var since = features.now().atOffset(ZoneOffset.UTC);
    var before = asked(since);
    assertFalse(before.get(0).equals("[]"), "it finds its own");

    for (int i = 0; i < 12; i++) {
      features.passes(Duration.ofSeconds(1));
      behindItsBack(random, granted, closed, own);
      assertEquals(before, asked(since), "seed " + seed + ", change " + i);
    }
  }

  /** Something that az may not see, on its own report too. */
  private void behindItsBack(Random random, List<UUID> granted, List<UUID> closed, List<UUID> own) {
    switch (random.nextInt(6)) {
      case 0 -> closed.add(features.submitted("clb", Reports.whole().without("/consents")));
      case 1 -> contribute(pick(random, own), DataCategory.HELP_CONTENT);
      case 2 -> contribute(pick(random, own), DataCategory.SAFETY_PLAN);
      case 3 -> contribute(pick(random, closed), DataCategory.RISK_CONCL);
      // A consent for the safety plan says nothing of where the report stands
      case 4 -> takeUp(granted.remove(random.nextInt(granted.size() - 1)));
      default -> takeUpOrRetract(random, closed);
    }
  }

  private void takeUpOrRetract(Random random, List<UUID> closed) {
    var id = closed.remove(random.nextInt(closed.size()));
    takeUp(id);
    if (random.nextBoolean()) {
      contribute(id, DataCategory.ADVICE);
    }
    closed.add(features.submitted("uz", Reports.whole().without("/consents")));
  }

  private void takeUp(UUID id) {
    features.moved(
        features.caller(HERE, Purpose.CASE_MANAGEMENT),
        id,
        new StatusMove(ReferralStatus.TAKEN_UP, Optional.empty(), Optional.empty()));
  }

  private void contribute(UUID id, DataCategory category) {
    features.contributed(
        features.caller(HERE, Purpose.CASE_MANAGEMENT),
        id,
        new NewContribution(
            category,
            Optional.empty(),
            Optional.of("x"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            category == DataCategory.ADVICE ? List.of("clb") : List.of()));
  }

  /** Every search that az can make, page after page. */
  private List<String> asked(OffsetDateTime since) throws Exception {
    var answers = new ArrayList<String>();
    for (var purpose : List.of(Purpose.FOLLOW_UP_OWN, Purpose.CARE_COORDINATION)) {
      var caller = features.caller("az", purpose);
      answers.add(pages(caller, List.of(), Optional.empty(), Optional.empty()));
      answers.add(pages(caller, List.of(), Optional.empty(), Optional.of(since)));
      answers.add(pages(caller, List.of(), Optional.empty(), Optional.of(since.minusSeconds(100))));
      answers.add(pages(caller, List.of(), Optional.of(NUMBER), Optional.empty()));
      for (var status : ReferralStatus.values()) {
        answers.add(pages(caller, List.of(status), Optional.empty(), Optional.empty()));
      }
    }
    return answers;
  }

  private String pages(
      Caller caller,
      List<ReferralStatus> status,
      Optional<String> insz,
      Optional<OffsetDateTime> since)
      throws Exception {
    var all = new StringBuilder();
    var cursor = Optional.<String>empty();
    do {
      var page =
          features.search(
              caller,
              new ReferralQuery(status, Optional.empty(), insz, since, Optional.of(4), cursor));
      all.append(Json.answer(Language.EN).writeValueAsString(page.views()));
      cursor = features.after(page);
      all.append(cursor.isPresent() ? "\n" : "");
    } while (cursor.isPresent());
    return all.toString();
  }

  private static UUID pick(Random random, List<UUID> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String pick(Random random, String... from) {
    return from[random.nextInt(from.length)];
  }
}
