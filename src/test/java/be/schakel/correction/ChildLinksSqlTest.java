package be.schakel.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.ReferralView;
import be.schakel.referral.TestCaseFiles;
import be.schakel.vocabulary.ChildLink;
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

/** A centre finds that the children of two of its reports are one, or that they are not. */
class ChildLinksSqlTest {

  @TempDir Path directory;
  private TestCaseFiles reports;
  private ChildLinks links;

  @BeforeEach
  void noReports() throws Exception {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("truncate referral, idempotency cascade"));
    reports = TestCaseFiles.at(directory, "2026-11-21T09:00:00Z");
    links = new ChildLinks();
    links.files = reports.files();
    links.rows = new LinkRows();
    links.rows.db = reports.db();
    links.gate = reports.gate();
    links.clock = reports.clock();
  }

  private Caller centre() {
    return reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
  }

  private UUID child(UUID report) {
    return view(report).children().get(0).id().orElseThrow();
  }

  private ReferralView view(UUID report) {
    if (reports.read(centre(), report) instanceof Released<ReferralView> released) {
      return released.view();
    }
    throw new AssertionError("refused");
  }

  private Outcome<LinksView> linked(Caller caller, UUID report, UUID other, ChildLink type) {
    return reports.commit(
        () -> links.link(caller, report, new NewLink("c1", other, type, "zelfde kind")));
  }

  private LinksView.Link linked(UUID report, UUID other, ChildLink type) {
    return one(linked(centre(), report, other, type));
  }

  private Outcome<LinksView> ended(Caller caller, UUID report, UUID link) {
    return reports.commit(() -> links.end(caller, report, link, new LinkEnd("toch niet")));
  }

  private List<LinksView.Link> of(UUID report) {
    return all(reports.commit(() -> links.of(centre(), report)));
  }

  private static List<LinksView.Link> all(Outcome<LinksView> outcome) {
    if (outcome instanceof Released<LinksView> released) {
      return released.view().links();
    }
    throw new AssertionError(((Refused<?>) outcome).code());
  }

  private static LinksView.Link one(Outcome<LinksView> outcome) {
    return all(outcome).get(0);
  }

  private static void assertRefused(Code code, Outcome<LinksView> outcome) {
    assertEquals(code, ((Refused<?>) outcome).code());
  }

  private void assertWrong(Code code, UUID report, UUID other) {
    var problem =
        assertThrows(
            SchakelProblem.class, () -> linked(centre(), report, other, ChildLink.SEE_ALSO));
    assertEquals(
        code, problem.issues().isEmpty() ? problem.code() : problem.issues().get(0).code());
  }

  @Test
  void linkIsSeenFromBothSidesAndTakenAwayFromEither() {
    var one = reports.submitted("uz", "15231500154");
    var two = reports.submitted("clb", "15231500154");

    var link = linked(one, child(two), ChildLink.REPLACES);

    assertEquals(Optional.of(ChildLink.REPLACES), link.type());
    assertEquals(Optional.of("zelfde kind"), link.reason());
    var here = view(one).children().get(0).links().get(0);
    assertEquals(Optional.of(child(two)), here.child());
    assertEquals(Optional.of(two), here.referral());
    assertEquals(Optional.of(ChildLink.REPLACES), here.type());
    var there = view(two).children().get(0).links().get(0);
    assertEquals(Optional.of(child(one)), there.child());
    assertEquals(Optional.of(ChildLink.REPLACED_BY), there.type());
    reports.passes(Duration.ofHours(1));

    var ended = one(ended(centre(), two, link.id().orElseThrow()));

    assertEquals(Optional.of("toch niet"), ended.end().orElseThrow().reason());
    assertEquals(List.of(), view(one).children().get(0).links());
    assertEquals(List.of(), view(two).children().get(0).links());
    assertEquals(of(one).get(0).end(), of(two).get(0).end(), "it stays on record");
    assertEquals(Optional.of("vk-antwerpen"), of(one).get(0).end().orElseThrow().partner());
    reports.passes(Duration.ofHours(1));
    assertEquals(ended, one(ended(centre(), two, link.id().orElseThrow())), "once is enough");
    linked(two, child(one), ChildLink.SEE_ALSO);
    assertEquals(2, of(one).size());
  }

  @Test
  void onlyChildrenOfTwoReportsOfTheCentreAreLinkedAndOnce() {
    var one = reports.submitted("uz", "15231500154");
    var two = reports.submitted("clb", "15231500154");

    assertWrong(Code.LINK_WITHIN_REPORT, one, child(one));
    assertWrong(Code.CHILD_NOT_YOURS, one, two);
    linked(one, child(two), ChildLink.SEE_ALSO);
    assertWrong(Code.ALREADY_LINKED, two, child(one));
    var back = reports.submitted("uz", "15231500154");
    reports.retract(reports.caller("uz", Purpose.FOLLOW_UP_OWN), back);
    assertWrong(Code.RETRACTED, one, child(back));
  }

  @Test
  void nobodyElseLinksOrLearnsOfALink() {
    var one = reports.consented("uz", "15231500154");
    var two = reports.consented("uz", "15231500154");
    var link = linked(one, child(two), ChildLink.SEE_ALSO).id().orElseThrow();

    for (var other : List.of("uz", "az")) {
      var caller = reports.caller(other, Purpose.FOLLOW_UP_OWN);
      assertRefused(Code.NOT_OWNER, linked(caller, one, child(two), ChildLink.SEE_ALSO));
      assertRefused(Code.NOT_OWNER, ended(caller, one, link));
      assertRefused(Code.NOT_OWNER, reports.commit(() -> links.of(caller, one)));
    }
    var elsewhere = reports.caller("vk-limburg", Purpose.CASE_MANAGEMENT);
    assertRefused(Code.NOT_FOUND, ended(elsewhere, one, link));
  }

  /** Whose report moved to another centre, its links are nobody's until both are together again. */
  @Test
  void linkIsGoneForTheCentreThatHasOneOfTheTwo() {
    var one = reports.submitted("uz", "15231500154");
    var two = reports.submitted("clb", "15231500154");
    var link = linked(one, child(two), ChildLink.SEE_ALSO).id().orElseThrow();

    reports.transferred(two, "vk-limburg");

    assertEquals(List.of(), view(one).children().get(0).links());
    assertEquals(List.of(), of(one));
    assertRefused(Code.NOT_FOUND, ended(centre(), one, link));
  }

  /**
   * A colleague outside the team of the one sees no link in the other, whatever reason he gives.
   */
  @Test
  void linkIsNotThereForWhoIsOutsideTheTeamOfTheOther() {
    var one = reports.submitted("uz", "15231500154");
    var two = reports.submitted("clb", "15231500154");
    linked(one, child(two), ChildLink.SEE_ALSO);
    reports.keptWithin(two, "another");

    assertEquals(List.of(), view(one).children().get(0).links());
    assertEquals(List.of(), of(one));
  }
}
