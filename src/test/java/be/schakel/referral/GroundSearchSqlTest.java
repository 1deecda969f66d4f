package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.consent.Records;
import be.schakel.consent.TestRecords;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may know which child a report is about, by a ground, finds it by the child's number. */
class GroundSearchSqlTest {

  private static final String NUMBER = "15231500154";

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  private UUID report() {
    return features.submitted("uz", Reports.whole().without("/consents"));
  }

  private UUID child(UUID report, int at) {
    return features.found("uz", report).orElseThrow().children().get(at).id();
  }

  private void opened(
      UUID report,
      Optional<UUID> child,
      LegalGround ground,
      String grantee,
      Set<DataCategory> categories) {
    var evidence = ground == LegalGround.G1_SHARED_SECRECY;
    var now = features.now();
    features
        .transactions()
        .commit(
            () -> {
              TestRecords.on(features.db(), features.keys())
                  .add(
                      UUID.randomUUID(),
                      new Records.NewGround(
                          report,
                          child,
                          ground,
                          grantee,
                          Optional.empty(),
                          categories,
                          evidence,
                          evidence,
                          evidence,
                          now,
                          now.plus(Duration.ofDays(10)),
                          UUID.randomUUID()),
                      features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT),
                      now);
              return null;
            });
  }

  private int finds(String partner, Purpose purpose) {
    var query =
        new ReferralQuery(
            List.of(),
            Optional.empty(),
            Optional.of(NUMBER),
            Optional.empty(),
            Optional.of(4),
            Optional.empty());
    return features.search(features.caller(partner, purpose), query).views().size();
  }

  @Test
  void sharedSecrecyThatOpensWhoTheChildIsIsFoundUntilItIsOver() {
    var report = report();
    assertEquals(0, finds("vk-limburg", Purpose.CARE_COORDINATION));
    opened(
        report,
        Optional.of(child(report, 0)),
        LegalGround.G1_SHARED_SECRECY,
        "vk-limburg",
        Set.of(DataCategory.CHILD_ID));

    assertEquals(1, finds("vk-limburg", Purpose.CARE_COORDINATION));
    features.passes(Duration.ofDays(11));
    assertEquals(0, finds("vk-limburg", Purpose.CARE_COORDINATION));
  }

  @Test
  void sharedSecrecyThatOpensSomethingElseOrASiblingIsNotFoundByTheNumber() {
    var report = report();
    opened(
        report,
        Optional.empty(),
        LegalGround.G1_SHARED_SECRECY,
        "vk-limburg",
        Set.of(DataCategory.CONCERN));
    opened(
        report,
        Optional.of(child(report, 1)),
        LegalGround.G1_SHARED_SECRECY,
        "vk-limburg",
        Set.of(DataCategory.CHILD_ID));

    assertEquals(0, finds("vk-limburg", Purpose.CARE_COORDINATION));
  }

  @Test
  void basicDataThatWereReleasedAreFoundForTheirPurposeAlone() {
    var report = report();
    opened(report, Optional.empty(), LegalGround.G6_WRITTEN_REQUEST, "parket", Set.of());

    assertEquals(1, finds("parket", Purpose.JUDICIAL_PROTECTION));
    assertEquals(0, finds("parket", Purpose.FOLLOW_UP_OWN));
    assertEquals(0, finds("politie", Purpose.JUDICIAL_PROTECTION));
  }

  @Test
  void participantOfAConferenceFindsItAndAPartnerWithoutTheRightDoesNot() {
    var report = report();
    opened(report, Optional.empty(), LegalGround.G4_CASE_CONFERENCE, "veilighuis", Set.of());
    opened(report, Optional.empty(), LegalGround.G4_CASE_CONFERENCE, "az", Set.of());

    assertEquals(1, finds("veilighuis", Purpose.CASE_CONFERENCE));
    assertEquals(0, finds("veilighuis", Purpose.FOLLOW_UP_OWN));
    assertEquals(0, finds("az", Purpose.CASE_CONFERENCE));
  }
}
