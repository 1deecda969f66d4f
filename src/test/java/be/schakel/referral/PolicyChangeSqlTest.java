package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Policies;
import be.schakel.consent.TestPolicies;
import be.schakel.policy.PolicyText;
import be.schakel.vocabulary.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Lawyers change one cell and one period: what is decided from then on differs, the past stays. */
class PolicyChangeSqlTest {

  private static final String NOW = "2026-11-21T09:00:00Z";

  @TempDir Path directory;

  private Path files;
  private Policies policies;
  private Features features;

  @BeforeEach
  void shippedPolicyInForce() throws Exception {
    forget();
    files = directory.resolve("policy");
    policies =
        TestPolicies.following(
            TestDatabase.asApplication(), files, Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC));
    TestPolicies.look(policies);
    features = Features.at(directory, NOW, policies);
  }

  @AfterEach
  void forget() {
    TestDatabase.asOwner()
        .useHandle(
            handle -> handle.execute("truncate referral, idempotency, policy_version cascade"));
  }

  @Test
  void changedCellAndPeriodDecideFromThenOnAndTheLogKeepsThePast() throws Exception {
    var before = submitted();
    assertTrue(read(before).facts().isPresent());
    assertEquals(LocalDate.of(2027, 5, 21), lastDay(before));
    var old = versions(before);
    assertEquals(List.of("2026-4"), old.stream().distinct().toList());

    var text = PolicyText.shipped();
    put(
        text.withMatrix(text.matrix().replace("HOSPITAL,CONCERN,O\n", "HOSPITAL,CONCERN,X\n"))
            .withTerms(
                text.terms()
                    .replace("version=2026-4\n", "version=2026-91\n")
                    .replace("valid-from=2026-01-01\n", "valid-from=2026-11-21\n")
                    .replace("consent.default-months=6\n", "consent.default-months=3\n")));
    TestPolicies.look(policies);
    TestPolicies.look(policies);
    assertEquals("2026-91", policies.current().version());

    assertFalse(read(before).facts().isPresent());
    assertEquals(LocalDate.of(2027, 5, 21), lastDay(before), "what was given stays as given");
    assertEquals(LocalDate.of(2027, 2, 21), lastDay(submitted()));
    var all = versions(before);
    assertEquals(old, all.subList(0, old.size()));
    assertEquals(
        List.of("2026-91"), all.subList(old.size(), all.size()).stream().distinct().toList());
    assertTrue(all.size() > old.size());
  }

  private UUID submitted() {
    return features.submitted("uz", Reports.whole().without("/consents/0/validTo"));
  }

  private ReferralView read(UUID id) {
    return Features.released(features.read(features.caller("uz", Purpose.FOLLOW_UP_OWN), id))
        .view();
  }

  private static LocalDate lastDay(UUID referral) {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery("select valid_to from consent where referral = ?")
                    .bind(0, referral)
                    .mapTo(LocalDate.class)
                    .one());
  }

  /** The versions that the entries about a report name, in the order of the log. */
  private static List<String> versions(UUID referral) {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select entry::jsonb ->> 'policyVersion' from ledger_entry"
                            + " where entry::jsonb ->> 'referral' = ? order by id")
                    .bind(0, referral.toString())
                    .mapTo(String.class)
                    .list());
  }

  private void put(PolicyText text) throws IOException {
    Files.createDirectories(files);
    var parts = List.of(text.matrix(), text.terms(), text.searchRules(), text.legalBases());
    for (int at = 0; at < parts.size(); at++) {
      Files.writeString(files.resolve(PolicyText.FILES.get(at)), parts.get(at));
    }
  }
}
