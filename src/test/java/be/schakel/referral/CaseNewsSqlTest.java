package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Caller;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Who is told of what happens to a report. */
class CaseNewsSqlTest {

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  private Caller centre(String code) {
    return features.caller(code, Purpose.CASE_MANAGEMENT);
  }

  private void moved(UUID report, String centre, ReferralStatus status, String... to) {
    Features.released(
        features.moved(
            centre(centre),
            report,
            new StatusMove(status, Optional.empty(), Stream.of(to).findFirst())));
  }

  /** In the order in which they were made, from then on. */
  private List<String> toldAfter(Runnable happening) {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate outbox_event cascade"));
    happening.run();
    return told();
  }

  private List<String> told() {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery("select kind || ' ' || recipient from outbox_event order by 1")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void centreHearsOfAReportThatCameIn() {
    features.submitted("uz", Reports.whole());

    assertEquals(List.of("STATUS_CHANGED vk-antwerpen"), told());
  }

  @Test
  void allCentresHearOfOneThatNoneHasYet() {
    features.submitted("uz", Reports.whole().without("/children/0/address"));

    assertEquals(
        6, told().stream().filter(event -> event.startsWith("STATUS_CHANGED vk-")).count());
  }

  @Test
  void submitterHearsOfAnotherStatus() {
    var report = features.submitted("uz", Reports.whole());

    assertEquals(
        List.of("STATUS_CHANGED uz"),
        toldAfter(() -> moved(report, "vk-antwerpen", ReferralStatus.TAKEN_UP)));
    assertEquals(
        List.of("STATUS_CHANGED uz", "STATUS_CHANGED vk-limburg"),
        toldAfter(() -> moved(report, "vk-antwerpen", ReferralStatus.TRANSFERRED, "vk-limburg")));
  }

  /** H8: that a child moved shows neither in the status nor in a notice about it. */
  @Test
  void transferOfASecretAddressIsToldToTheCentresAlone() {
    var report =
        features.submitted("uz", Reports.whole().with("/children/0/secretAddress", "true"));

    assertEquals(
        List.of("STATUS_CHANGED vk-limburg"),
        toldAfter(() -> moved(report, "vk-antwerpen", ReferralStatus.TRANSFERRED, "vk-limburg")));
    assertEquals(List.of(), toldAfter(() -> moved(report, "vk-limburg", ReferralStatus.RECEIVED)));
    assertEquals(
        List.of("STATUS_CHANGED uz"),
        toldAfter(() -> moved(report, "vk-limburg", ReferralStatus.TAKEN_UP)));
  }

  @Test
  void centreHearsOfAReportThatIsTakenBack() {
    var report = features.submitted("uz", Reports.whole());

    assertEquals(
        List.of("STATUS_CHANGED vk-antwerpen"),
        toldAfter(
            () ->
                Features.released(
                    features.retracted(
                        features.caller("uz", Purpose.FOLLOW_UP_OWN),
                        report,
                        new NewRetraction(RetractionReason.WITHDRAWN, Optional.empty())))));
  }

  @Test
  void centreHearsWhatHappenedSinceAndOthersDoNot() {
    var report = features.submitted("uz", Reports.whole());
    var document = Reports.whole().report().documents().get(0);

    assertEquals(
        List.of("DEVELOPMENT_ADDED vk-antwerpen", "DOCUMENT_ADDED vk-antwerpen"),
        toldAfter(
            () ->
                Features.released(
                    features.developed(
                        features.caller("uz", Purpose.FOLLOW_UP_OWN),
                        report,
                        new NewDevelopment(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("…"),
                            List.of(document))))),
        "az has a consent for the safety plan alone");
  }
}
