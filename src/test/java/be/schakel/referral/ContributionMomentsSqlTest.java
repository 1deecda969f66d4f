package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.Caller;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.RetractionReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A query tells when a contribution changed to exactly who is shown it: the gate decides in Java,
 * the query by {@link ReferralSql}.
 */
class ContributionMomentsSqlTest {

  private static final When ALL =
      When.history(Optional.empty(), Optional.of(100), Optional.empty());

  private static final OffsetDateTime DAY_BEFORE = OffsetDateTime.parse("2026-11-20T09:00:00Z");

  private static final Set<DataCategory> BY_CONSENT =
      EnumSet.of(
          DataCategory.ADVICE,
          DataCategory.SAFETY_PLAN,
          DataCategory.RISK_CONCL,
          DataCategory.PLACEMENT,
          DataCategory.SCHOOL,
          DataCategory.CHILD_VIEW);

  /** No two of them are decided alike. */
  private static final Set<DataCategory> DIFFERENT =
      EnumSet.of(
          DataCategory.ADVICE,
          DataCategory.SAFETY_PLAN,
          DataCategory.PLACEMENT,
          DataCategory.CHILD_VIEW);

  @TempDir Path directory;
  private Features features;
  private Caller centre;

  /** What the submitter may use of two children, for which purpose, and what another centre may. */
  private record Rights(
      Set<DataCategory> first,
      Set<DataCategory> second,
      Purpose purpose,
      List<Integer> shared,
      boolean secret) {

    /** One child is open for reading, and the other is not or not as much. */
    boolean telling() {
      return purpose == Purpose.FOLLOW_UP_OWN && !first.isEmpty() && !first.equals(second);
    }
  }

  private static final List<Rights> RIGHTS =
      List.of(
          new Rights(Set.of(), Set.of(), Purpose.FOLLOW_UP_OWN, List.of(1), false),
          new Rights(BY_CONSENT, Set.of(), Purpose.FOLLOW_UP_OWN, List.of(0), false),
          new Rights(BY_CONSENT, BY_CONSENT, Purpose.CARE_COORDINATION, List.of(0, 1), true),
          new Rights(
              EnumSet.of(DataCategory.SAFETY_PLAN, DataCategory.PLACEMENT),
              BY_CONSENT,
              Purpose.FOLLOW_UP_OWN,
              List.of(0, 1),
              false),
          new Rights(BY_CONSENT, BY_CONSENT, Purpose.FOLLOW_UP_OWN, List.of(), true));

  /** For whom something is meant: its audience, and whoever stands in what is sealed. */
  private record Meant(
      List<String> audience, Optional<List<String>> agreed, Optional<Boolean> shared) {}

  private static final List<Meant> MEANT =
      List.of(
          new Meant(List.of(), Optional.empty(), Optional.empty()),
          new Meant(List.of("uz"), Optional.empty(), Optional.of(true)),
          new Meant(List.of("az"), Optional.empty(), Optional.of(true)),
          new Meant(List.of("vk-limburg"), Optional.of(List.of("uz")), Optional.of(false)),
          new Meant(List.of(), Optional.of(List.of("uz")), Optional.of(false)),
          new Meant(List.of("uz"), Optional.of(List.of("az")), Optional.of(false)),
          new Meant(List.of(), Optional.of(List.of("vk-limburg")), Optional.of(true)));

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
    centre = features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
  }

  @Test
  void momentIsToldExactlyToWhoIsShownWhatChanged() {
    var told = 0;
    var hidden = 0;
    for (var rights : RIGHTS) {
      for (var meant : rights.telling() ? MEANT : MEANT.subList(0, 2)) {
        var report = reported(rights);
        var readers = new ArrayList<Caller>();
        readers.add(features.caller("uz", Purpose.FOLLOW_UP_OWN));
        var limburg = features.caller("vk-limburg", Purpose.CARE_COORDINATION);
        if (rights.shared().size() == 2) {
          readers.add(limburg);
        }
        var written = writtenAll(report, meant);
        for (var reader : readers) {
          var what = reader.partner().code() + " " + rights + " " + meant;
          var shown = read(reader, report).contributions();
          assertEquals(moments(reader, report), shownMoments(reader, report), what);
          told += shown.size();
          hidden += written.size() - shown.size();
        }
        if (rights.shared().size() == 1) {
          // It shows where both stand
          assertEquals(1, page(limburg, report).size());
          assertEquals(List.of(), found(limburg, report, DAY_BEFORE));
        }
        if (meant == MEANT.get(0)) {
          takenBackToldToWhoWasShownIt(report, written, readers);
        }
      }
    }
    assertTrue(told > 50 && hidden > 50, told + " told, " + hidden + " hidden");
  }

  private void takenBackToldToWhoWasShownIt(UUID report, List<UUID> written, List<Caller> readers) {
    for (var reader : readers) {
      var shown =
          read(reader, report).contributions().stream()
              .map(each -> each.id().orElseThrow())
              .collect(Collectors.toSet());
      var hidden = written.stream().filter(each -> !shown.contains(each)).findFirst();
      var before = moments(reader, report);
      hidden.ifPresent(each -> takenBack(report, each));
      assertEquals(before, moments(reader, report));
      shown.stream().limit(1).forEach(each -> takenBack(report, each));
      assertEquals(before.size() + Math.min(1, shown.size()), moments(reader, report).size());
    }
  }

  @Test
  void whatWasTakenBackBeforeARightBeganIsNotToldOf() {
    var report = reported(new Rights(Set.of(), Set.of(), Purpose.FOLLOW_UP_OWN, List.of(), false));
    var plan = written(report, DataCategory.SAFETY_PLAN, Optional.empty(), MEANT.get(0));
    takenBack(report, plan.orElseThrow());
    share(report, List.of(0, 1));

    var limburg = features.caller("vk-limburg", Purpose.CARE_COORDINATION);
    assertEquals(1, moments(limburg, report).size());
  }

  private UUID reported(Rights rights) {
    var report = Reports.whole().without("/consents");
    if (rights.secret()) {
      report.with("/children/1/secretAddress", "true");
    }
    var consents = new ArrayList<String>();
    consent("c1", rights.first(), rights.purpose()).ifPresent(consents::add);
    consent("c2", rights.second(), rights.purpose()).ifPresent(consents::add);
    report.with("/consents", "[" + String.join(",", consents) + "]");
    var id = features.submitted("uz", report);
    share(id, rights.shared());
    return id;
  }

  private Optional<String> consent(String child, Set<DataCategory> opens, Purpose purpose) {
    var today = LocalDate.ofInstant(features.now(), SubmissionRules.BRUSSELS);
    var text =
        "{'child': '%s', 'givers': ['p1'], 'grantee': 'uz', 'categories': [%s], 'purposes': ['%s'],"
            + " 'validFrom': '%s', 'validTo': '%s'}";
    return Optional.of(opens)
        .filter(any -> !any.isEmpty())
        .map(
            any ->
                text.formatted(
                    child,
                    any.stream().map(each -> "'" + each + "'").collect(Collectors.joining(",")),
                    purpose,
                    today,
                    today.plusMonths(3)));
  }

  private void share(UUID report, List<Integer> children) {
    var ids = features.whole("uz", report).rows().children();
    for (var child : children) {
      features.shared(
          centre,
          report,
          Optional.of(ids.get(child).id()),
          "vk-limburg",
          DataCategory.CHILD_ID,
          DataCategory.STATUS,
          DataCategory.SAFETY_PLAN,
          DataCategory.RISK_CONCL,
          DataCategory.PLACEMENT,
          DataCategory.ADVICE);
    }
    features.passes(Duration.ofMillis(10));
  }

  /** One of each category about each child, and about both. */
  private List<UUID> writtenAll(UUID report, Meant meant) {
    var children = features.whole("uz", report).rows().children();
    var written = new ArrayList<UUID>();
    var categories = meant == MEANT.get(0) ? ContributionRules.CATEGORIES : DIFFERENT;
    for (var category : categories) {
      written(report, category, Optional.empty(), meant).ifPresent(written::add);
      for (var child : children) {
        written(report, category, Optional.of(child.id()), meant).ifPresent(written::add);
      }
    }
    return written;
  }

  private Optional<UUID> written(
      UUID report, DataCategory category, Optional<UUID> child, Meant meant) {
    var audience = category == DataCategory.HELP_CONTENT ? List.<String>of() : meant.audience();
    if (category == DataCategory.ADVICE && audience.isEmpty()) {
      return Optional.empty();
    }
    var agreements =
        meant
            .agreed()
            .filter(any -> category == DataCategory.SAFETY_PLAN)
            .map(of -> List.of(new NewContribution.Agreement("…", of)))
            .orElse(List.of());
    var view =
        meant
            .shared()
            .filter(any -> category == DataCategory.CHILD_VIEW)
            .map(
                shared ->
                    new Submission.ChildsView(
                        Optional.of(LocalDate.parse("2026-11-19")),
                        Optional.of("…"),
                        Optional.empty(),
                        Optional.of(shared)));
    features.passes(Duration.ofMillis(10));
    var added =
        features.contributed(
            centre,
            report,
            new NewContribution(
                category,
                child,
                Optional.of("…"),
                agreements,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                view,
                Optional.empty(),
                audience));
    return Features.released(added).view().id();
  }

  private void takenBack(UUID report, UUID contribution) {
    features.passes(Duration.ofMillis(10));
    Features.released(
        features.retracted(
            centre,
            report,
            contribution,
            new NewRetraction(RetractionReason.WITHDRAWN, Optional.empty())));
  }

  private ReferralView read(Caller reader, UUID report) {
    return Features.released(features.read(reader, report)).view();
  }

  /** When it came in, and when what is shown was written. */
  private Set<OffsetDateTime> shownMoments(Caller reader, UUID report) {
    var view = read(reader, report);
    var moments = new TreeSet<OffsetDateTime>();
    moments.add(view.statusSince().orElseThrow());
    view.contributions().forEach(each -> moments.add(each.recordedAt().orElseThrow()));
    return moments;
  }

  /** Of all versions; the last one is also what a search says, and finds by. */
  private Set<OffsetDateTime> moments(Caller reader, UUID report) {
    var moments = new TreeSet<OffsetDateTime>();
    page(reader, report).stream()
        .map(each -> each.lastUpdated().orElseThrow())
        .forEach(moments::add);
    assertEquals(
        Optional.of(moments.last()), found(reader, report, moments.last()).get(0).lastUpdated());
    assertEquals(List.of(), found(reader, report, moments.last().plusNanos(1_000_000)));
    return moments;
  }

  private List<ReferralView> page(Caller reader, UUID report) {
    return Features.released(features.versions(reader, report, ALL)).views();
  }

  private List<ReferralView> found(Caller reader, UUID report, OffsetDateTime since) {
    var query =
        new ReferralQuery(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(since),
            Optional.empty(),
            Optional.empty());
    return features.search(reader, query.only(report)).views();
  }
}
