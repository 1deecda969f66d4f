package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

class ReferralsSqlTest {

  private static final Map<String, Purpose> ASKERS =
      Map.of(
          "uz", Purpose.FOLLOW_UP_OWN,
          "az", Purpose.CARE_COORDINATION,
          "clb", Purpose.CARE_COORDINATION,
          "parket", Purpose.FOLLOW_UP_OWN,
          "politie", Purpose.FOLLOW_UP_OWN,
          "vk-antwerpen", Purpose.CASE_MANAGEMENT,
          "vk-limburg", Purpose.CASE_MANAGEMENT,
          "vk-brussel", Purpose.CASE_MANAGEMENT);

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  /**
   * Whoever a query finds a report for, the gate does not say of it that it is unknown; for whom it
   * finds none, the gate would have let nothing out, and (but for what was retracted, which is told
   * apart by the gate alone) would have called it unknown too.
   */
  @Test
  void queryFindsAReportExactlyForWhomTheGateKnowsIt() {
    var random = new Random(20261121);
    var reports = new ArrayList<UUID>();
    for (int i = 0; i < 60; i++) {
      reports.add(happened(random));
      features.passes(Duration.ofHours(random.nextInt(12)));
    }
    var found = 0;
    for (var report : reports) {
      var rows = features.found(submitter(report), report).orElseThrow();
      for (var asker : ASKERS.keySet()) {
        var decided = features.decided(features.caller(asker, ASKERS.get(asker)), rows);
        var refusal = Features.refusal(decided);
        if (features.found(asker, report).isPresent()) {
          assertTrue(!refusal.equals(Optional.of(Code.NOT_FOUND)), asker + " of " + rows.head());
          found++;
        } else {
          var unknown =
              rows.retraction().isPresent()
                  ? List.of(Code.NOT_FOUND, Code.WITHHELD_AFTER_RETRACTION)
                  : List.of(Code.NOT_FOUND);
          assertTrue(refusal.filter(unknown::contains).isPresent(), asker + " got " + decided);
        }
      }
    }
    assertTrue(found > 100 && found < 400, "a draw that shows both: " + found + " of 480");
  }

  @Test
  void pagesShowEverythingOnceHoweverMuchArrivesMeanwhile() {
    var there = new ArrayList<UUID>();
    for (int i = 0; i < 10; i++) {
      there.add(features.submitted("uz", Reports.whole()));
    }
    Collections.reverse(there);
    var seen = new ArrayList<UUID>();
    var cursor = Optional.<Cursor>empty();
    do {
      var page = page("uz", Optional.empty(), cursor);
      page.stream().limit(3).forEach(rows -> seen.add(rows.head().id()));
      cursor = page.size() > 3 ? Optional.of(Cursor.after(page.get(2))) : Optional.empty();
      features.submitted("uz", Reports.whole());
    } while (cursor.isPresent());
    assertEquals(there, seen);
  }

  @Test
  void whoPollsByChangeSeesWhatChangedMeanwhileAgainAndLosesNothing() {
    var there = new ArrayList<UUID>();
    for (int i = 0; i < 7; i++) {
      there.add(features.submitted("uz", Reports.whole()));
      features.passes(Duration.ofMillis(1));
    }
    var since = features.now().minusSeconds(1).atOffset(ZoneOffset.UTC);
    var seen = new ArrayList<UUID>();
    var cursor = Optional.<Cursor>empty();
    var turn = 0;
    do {
      var page = page("uz", Optional.of(since), cursor);
      page.stream().limit(3).forEach(rows -> seen.add(rows.head().id()));
      cursor = page.size() > 3 ? Optional.of(Cursor.after(page.get(2))) : Optional.empty();
      if (turn++ == 0) {
        features.passes(Duration.ofMillis(1));
        takeUp(there.get(0));
        takeUp(there.get(5));
      }
    } while (cursor.isPresent());
    var expected = new ArrayList<>(there);
    expected.remove(5);
    expected.addAll(List.of(there.get(0), there.get(5)));
    assertEquals(expected, seen);
  }

  @Test
  void whatChangedBetweenTwoMomentsIsFoundInTheOrderOfChange() {
    var there = new ArrayList<UUID>();
    for (int i = 0; i < 5; i++) {
      there.add(features.submitted("uz", Reports.whole()));
      features.passes(Duration.ofSeconds(1));
    }
    var last = features.now().atOffset(ZoneOffset.UTC);
    takeUp(there.get(1));
    var all =
        new ReferralQuery(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(100),
            Optional.empty());
    var since = last.minusSeconds(4);
    assertEquals(
        List.of(there.get(2), there.get(3)),
        ids(features.page("uz", all.changed(since, Optional.of(last.minusSeconds(1))))));
    assertEquals(
        List.of(there.get(2), there.get(3), there.get(4), there.get(1)),
        ids(features.page("uz", all.changed(since, Optional.empty()))));
  }

  private static List<UUID> ids(List<Rows> page) {
    return page.stream().map(rows -> rows.head().id()).toList();
  }

  @Test
  void oneMomentForManyChangesLosesNoneOnTheEdgeOfAPage() {
    var there = new ArrayList<UUID>();
    for (int i = 0; i < 8; i++) {
      there.add(features.submitted("uz", Reports.whole()));
    }
    var since = features.now().atOffset(ZoneOffset.UTC);
    var seen = new ArrayList<UUID>();
    var cursor = Optional.<Cursor>empty();
    do {
      var page = page("uz", Optional.of(since), cursor);
      page.stream().limit(3).forEach(rows -> seen.add(rows.head().id()));
      cursor = page.size() > 3 ? Optional.of(Cursor.after(page.get(2))) : Optional.empty();
    } while (cursor.isPresent());
    assertEquals(there, seen);
  }

  /** One query for the page, one for what is on record about all of it, one batch of entries. */
  @Test
  void pageOfFiftyReportsAsksForTheEvidenceOnce() {
    for (int i = 0; i < 50; i++) {
      features.submitted("uz", Reports.whole());
    }
    var query =
        new ReferralQuery(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(50),
            Optional.empty());
    var statements = features.statements();

    var own = features.search(features.caller("uz", Purpose.FOLLOW_UP_OWN), query);
    assertEquals(50, own.views().size());
    assertThree(statements);

    statements.clear();
    features.search(features.caller("az", Purpose.CARE_COORDINATION), query);
    assertThree(statements);
  }

  /**
   * Besides a word on how to plan, and the look now and then whether this is a restored database,
   * which is of no request.
   */
  private static void assertThree(List<String> statements) {
    var asked =
        statements.stream()
            .filter(each -> !each.startsWith("set local") && !each.contains("from restored"))
            .toList();
    assertEquals(3, asked.size(), () -> String.join("\n\n", asked));
  }

  @Test
  void duplicatesOfOtherPartnersAreFoundByNumberAndByName() {
    var one = features.submitted("uz", Reports.whole());
    var byNumber =
        "{'key': 'c1', 'insz': '15.23.15-001.54', 'problem': 'UNKNOWN', 'address': {'postalCode': '2000'}}";
    var byName =
        "{'key': 'c1', 'familyName': 'PROËF', 'givenNames': ['noor'], 'birthDate': '2015-03-15', 'problem': 'UNKNOWN',"
            + " 'address': {'postalCode': '3500'}}";
    var other =
        "{'key': 'c1', 'familyName': 'Proef', 'givenNames': ['Bas'], 'birthDate': '2015-03-15', 'problem': 'UNKNOWN'}";
    var two = features.submitted("clb", about(byNumber));
    var three = features.submitted("az", about(byName));
    features.submitted("az", about(other));
    features.submitted("uz", about(byName));
    assertEquals(references(two, three), duplicates("vk-antwerpen", one));
    assertEquals(List.of(), duplicates("uz", one));
    // Its own child's number is not known to the third: the first joins the two
    assertEquals(references(one), duplicates("vk-antwerpen", two));
  }

  @Test
  void duplicateIsForTheCentreThatHasTheReportAlone() {
    var one = features.submitted("uz", Reports.whole());
    features.submitted("clb", Reports.whole().without("/consents"));
    assertEquals(1, duplicates("vk-antwerpen", one).size());
    assertEquals(List.of(), duplicates("uz", one));
    assertEquals(List.of(), duplicates("az", one));
  }

  /** What is withheld from another centre, its reference is too. */
  @Test
  void retractedReportIsNoDuplicateForAnotherCentre() {
    var one = features.submitted("uz", Reports.whole());
    var elsewhere =
        features.submitted(
            "clb",
            Reports.whole().without("/consents").with("/children/0/address/postalCode", "'3500'"));
    var here = features.submitted("az", Reports.whole().without("/consents"));
    assertEquals(references(elsewhere, here), duplicates("vk-antwerpen", one));
    retract("clb", elsewhere);
    retract("az", here);
    assertEquals(references(here), duplicates("vk-antwerpen", one));
  }

  @Test
  void whoeverSendsTheSameTwiceAtOnceStoresItOnce() throws Exception {
    var reference = "{'system': 'https://uz.example/referrals', 'value': '1'}";
    var report = Reports.whole().with("/yourReference", reference).report();
    var caller = features.caller("uz", Purpose.SUBMIT);
    var begun = new CountDownLatch(1);
    var tried = new CountDownLatch(1);
    var first =
        CompletableFuture.supplyAsync(
            () ->
                features
                    .transactions()
                    .commit(
                        () -> {
                          var outcome =
                              features.reception().submit(caller, report, Optional.empty());
                          begun.countDown();
                          tried.await();
                          return outcome;
                        }));
    begun.await();
    var refused =
        assertThrows(
            SchakelProblem.class,
            () ->
                features
                    .transactions()
                    .commit(() -> features.reception().submit(caller, report, Optional.empty())));
    assertEquals(Code.IDEMPOTENCY_IN_PROGRESS, refused.code());
    tried.countDown();
    var stored = Features.released(first.get()).view().id();
    var again =
        features
            .transactions()
            .commit(() -> features.reception().submit(caller, report, Optional.empty()));
    assertEquals(stored, Features.released(again).view().id());
  }

  private UUID happened(Random random) {
    var report = Reports.whole();
    if (random.nextInt(4) == 0) {
      report.without("/children/0/address");
    } else if (random.nextBoolean()) {
      report.with("/children/0/address/postalCode", "'3500'");
    }
    if (random.nextBoolean()) {
      var from = features.now().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(random.nextInt(3));
      report
          .with("/consents/0/grantee", "'" + pick(random, "az", "clb", "vk-brussel") + "'")
          .with("/consents/0/validFrom", "'" + from + "'")
          .with("/consents/0/validTo", "'" + from.plusDays(random.nextInt(6)) + "'");
    } else {
      report.without("/consents");
    }
    if (random.nextInt(3) == 0) {
      report.with("/children/1/secretAddress", "true");
    }
    var submitter = pick(random, "uz", "az", "parket", "politie");
    var id = features.submitted(submitter, report);
    var owner = features.found(submitter, id).orElseThrow().head().vk();
    if (owner.isPresent() && random.nextBoolean()) {
      var category = pick(random, DataCategory.ADVICE, DataCategory.SAFETY_PLAN);
      Features.released(
          features.contributed(
              features.caller(owner.get(), Purpose.CASE_MANAGEMENT),
              id,
              new NewContribution(
                  category,
                  Optional.empty(),
                  Optional.of("…"),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(pick(random, "uz", "az", "clb", "vk-brussel")))));
    }
    if (owner.isPresent() && random.nextInt(4) == 0) {
      Features.released(
          features.moved(
              features.caller(owner.get(), Purpose.CASE_MANAGEMENT),
              id,
              new StatusMove(
                  ReferralStatus.TRANSFERRED, Optional.empty(), Optional.of("vk-brussel"))));
    }
    if (random.nextInt(5) == 0) {
      retract(submitter, id);
    }
    return id;
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... from) {
    return from[random.nextInt(from.length)];
  }

  private static String submitter(UUID report) {
    return TestDatabase.asApplication()
        .withHandle(
            handle ->
                handle
                    .createQuery("select partner from referral where id = :id")
                    .bind("id", report)
                    .mapTo(String.class)
                    .one());
  }

  private static Reports about(String child) {
    return Reports.whole()
        .without("/consents")
        .without("/documents")
        .with("/persons/0/of", "[]")
        .with("/children", "[" + child + "]");
  }

  private List<String> duplicates(String code, UUID id) {
    return features.found(code, id).orElseThrow().duplicates().stream().sorted().toList();
  }

  private static List<String> references(UUID... ids) {
    return TestDatabase.asApplication()
        .withHandle(
            handle ->
                handle
                    .createQuery("select reference from referral where id = any(:ids)")
                    .bind("ids", ids)
                    .mapTo(String.class)
                    .list())
        .stream()
        .sorted()
        .toList();
  }

  private void takeUp(UUID id) {
    Features.released(
        features.moved(
            features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT),
            id,
            new StatusMove(ReferralStatus.TAKEN_UP, Optional.empty(), Optional.empty())));
  }

  private void retract(String code, UUID id) {
    features.retracted(
        features.caller(code, Purpose.FOLLOW_UP_OWN),
        id,
        new NewRetraction(RetractionReason.WRONG_CHILD, Optional.empty()));
  }

  private List<Rows> page(String code, Optional<OffsetDateTime> since, Optional<Cursor> after) {
    return features.page(
        code,
        new ReferralQuery(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            since,
            Optional.empty(),
            3,
            after));
  }
}
