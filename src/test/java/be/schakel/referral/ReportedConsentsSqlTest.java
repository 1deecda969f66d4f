package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** The consents that a report shows: as they stand now, to whom they are their own. */
class ReportedConsentsSqlTest {

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  /** Of a child that becomes twelve on 15 March 2027, until after that day. */
  private UUID report() {
    return features.submitted("uz", Reports.whole().with("/consents/0/validTo", "'2027-05-01'"));
  }

  private List<ReferralView.Consent> seen(UUID report, String by, Purpose purpose) {
    return Features.released(features.read(features.caller(by, purpose), report)).view().consents();
  }

  private ReferralView.Consent own(UUID report) {
    return seen(report, "uz", Purpose.FOLLOW_UP_OWN).get(0);
  }

  private static void asOwner(String sql, UUID report) {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.createUpdate(sql).bind("report", report).execute());
  }

  @Test
  void consentOfTheParentsWaitsForTheChildFromItsTwelfthBirthdayOn() {
    var report = report();
    assertEquals(Optional.of(ConsentStatus.ACTIVE), own(report).status());
    assertEquals(Optional.of(true), own(report).usable());

    features.passes(Duration.ofDays(115));

    assertEquals(Optional.of(ConsentStatus.PENDING_CHILD_CONFIRMATION), own(report).status());
    assertEquals(Optional.of(false), own(report).usable());
  }

  @Test
  void findingOfTheCentreAboutAParentCountsHereToo() {
    var report = report();
    asOwner(
        "insert into fact (id, referral, child, person, kind, value, by_partner, by_role, recorded_at, content)"
            + " select gen_random_uuid(), referral, id, 1, 'AUTHORITY', 'DEPRIVED', 'vk-antwerpen', 'x', now(), ''"
            + " from child where referral = :report and key = 'c1'",
        report);

    assertEquals(Optional.of(false), own(report).usable());
  }

  @Test
  void giversAreThoseOfToday() {
    var report = report();
    asOwner("update consent set givers = '{0,1}' where referral = :report", report);

    assertEquals(List.of("c1", "p1"), own(report).givers());
  }

  @Test
  void consentThatTheCentrePutOnRecordForAnotherIsNotTheSubmittersOwn() {
    var report = report();
    asOwner("update consent set recorded_by = 'vk-antwerpen' where referral = :report", report);

    assertEquals(List.of(), seen(report, "uz", Purpose.FOLLOW_UP_OWN));
    assertEquals(1, seen(report, "vk-antwerpen", Purpose.CASE_MANAGEMENT).size());
  }
}
