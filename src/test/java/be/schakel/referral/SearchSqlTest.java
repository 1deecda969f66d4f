package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Reference;
import be.schakel.vocabulary.ReferralStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search tells nothing about what the one who searches may not see. */
class SearchSqlTest {

  private static final int SEARCHES = 24;

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  /** One page: what is in it, and where it goes on. */
  private record Page(List<ReferralView> found, Optional<String> next) {}

  @Test
  void answerNeverDependsOnWhatTheCallerMayNotSee() {
    var random = new Random(20261121);
    var owners = new ArrayList<Map.Entry<UUID, String>>();
    for (int i = 0; i < 12; i++) {
      var id = reported(random);
      owners.add(Map.entry(id, features.found("uz", id).orElseThrow().head().vk().orElseThrow()));
      features.passes(Duration.ofMinutes(random.nextInt(90)));
    }
    var since = features.now().minus(Duration.ofHours(8)).atOffset(ZoneOffset.UTC);

    var before = answers(since);
    for (var each : owners) {
      // Where a report stands, and that it moved, is for its submitter and its centre.
      if (random.nextBoolean()) {
        features.passes(Duration.ofSeconds(1));
        moved(each.getValue(), each.getKey());
      }
    }
    var after = answers(since);

    for (var stranger : List.of("vk-brussel", "vk-limburg")) {
      assertEquals(before.get(stranger), after.get(stranger), stranger);
      var found = before.get(stranger).stream().filter(page -> !page.found().isEmpty()).count();
      assertTrue(found > SEARCHES / 10, "a draw that finds something: " + found);
    }
    assertNotEquals(before.get("uz"), after.get("uz"), "a draw that shows a difference");
  }

  @Test
  void whoMayNotSeeAConditionFindsNothingByIt() {
    var id = reported(new Random(1), "vk-brussel");
    var grantee = features.caller("vk-brussel", Purpose.CARE_COORDINATION);
    assertEquals(
        1,
        features
            .search(grantee, query(List.of(), Optional.empty(), Optional.empty(), 5))
            .views()
            .size());
    for (var narrowed :
        List.of(
            query(List.of(ReferralStatus.values()), Optional.empty(), Optional.empty(), 5),
            query(
                List.of(),
                Optional.of(OffsetDateTime.parse("2026-01-01T00:00:00Z")),
                Optional.empty(),
                5))) {
      assertEquals(List.of(), features.search(grantee, narrowed).views());
      var uz = features.caller("uz", Purpose.FOLLOW_UP_OWN);
      assertEquals(Optional.of(id), features.search(uz, narrowed).views().get(0).id());
    }
  }

  @Test
  void ourReferenceFindsItForWhoMayReadTheReference() {
    reported(new Random(1), "vk-brussel");
    var id = reported(new Random(1), "vk-brussel");
    var head = features.found("uz", id).orElseThrow().head();
    var typed = head.reference().toLowerCase(Locale.ROOT).replace("-", "");

    for (var reference : List.of(head.reference(), typed)) {
      for (var who :
          List.of(
              features.caller("uz", Purpose.FOLLOW_UP_OWN),
              features.caller(head.vk().orElseThrow(), Purpose.CASE_MANAGEMENT))) {
        var found = features.search(who, ours(reference)).views();
        assertEquals(List.of(Optional.of(id)), found.stream().map(ReferralView::id).toList());
      }
    }
    for (var who :
        List.of(
            features.caller("vk-brussel", Purpose.CARE_COORDINATION),
            features.caller("vk-limburg", Purpose.CASE_MANAGEMENT))) {
      assertEquals(List.of(), features.search(who, ours(head.reference())).views());
    }
  }

  @Test
  void whatIsNoReferenceFindsNothing() {
    reported(new Random(1), "vk-brussel");
    var uz = features.caller("uz", Purpose.FOLLOW_UP_OWN);
    for (var none : List.of("x", "AAAA-AAAA", "7K3M-92QF'", "7K3M92QF7")) {
      assertEquals(List.of(), features.search(uz, ours(none)).views(), none);
    }
  }

  private static ReferralQuery ours(String reference) {
    return new ReferralQuery(
        List.of(),
        Optional.of(new Submission.BusinessIdentifier(Reference.SYSTEM, reference)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(5),
        Optional.empty());
  }

  private Map<String, List<Page>> answers(OffsetDateTime since) {
    return Map.of(
        "vk-brussel", answers("vk-brussel", Purpose.CARE_COORDINATION, since),
        "vk-limburg", answers("vk-limburg", Purpose.CARE_COORDINATION, since),
        "uz", answers("uz", Purpose.FOLLOW_UP_OWN, since));
  }

  private List<Page> answers(String code, Purpose purpose, OffsetDateTime since) {
    var random = new Random(7);
    var caller = features.caller(code, purpose);
    var pages = new ArrayList<Page>();
    for (int i = 0; i < SEARCHES; i++) {
      var statuses = new ArrayList<ReferralStatus>();
      for (var status : ReferralStatus.values()) {
        if (random.nextInt(3) == 0) {
          statuses.add(status);
        }
      }
      var query =
          query(
              random.nextBoolean() ? List.of() : statuses,
              Optional.of(since).filter(any -> random.nextInt(3) == 0),
              Optional.of("15231500154").filter(any -> random.nextInt(4) == 0),
              1 + random.nextInt(4));
      for (int page = 0; page < 3; page++) {
        var answer = features.search(caller, query);
        var next = features.after(answer);
        pages.add(new Page(answer.views(), next));
        if (next.isEmpty()) {
          break;
        }
        query = query.from(Cursor.parse(next.get()));
      }
    }
    return pages;
  }

  private static ReferralQuery query(
      List<ReferralStatus> statuses,
      Optional<OffsetDateTime> since,
      Optional<String> childInsz,
      int limit) {
    return new ReferralQuery(
        statuses, Optional.empty(), childInsz, since, Optional.of(limit), Optional.empty());
  }

  private UUID reported(Random random) {
    return reported(random, random.nextInt(3) == 0 ? "vk-limburg" : "vk-brussel");
  }

  private UUID reported(Random random, String grantee) {
    var report =
        Reports.whole()
            .with("/consents/0/grantee", "'" + grantee + "'")
            .with("/consents/0/categories", "['CHILD_ID']");
    if (random.nextInt(4) == 0) {
      report.without("/consents");
    }
    return features.submitted("uz", report);
  }

  private void moved(String owner, UUID id) {
    Features.released(
        features.moved(
            features.caller(owner, Purpose.CASE_MANAGEMENT),
            id,
            new StatusMove(ReferralStatus.TAKEN_UP, Optional.empty(), Optional.empty())));
  }
}
