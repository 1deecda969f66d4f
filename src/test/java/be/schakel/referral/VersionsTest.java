package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.RetractionReason;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** For whom a contribution is meant, version by version. */
class VersionsTest {

  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-21T10:00:00+01:00");
  private static final Optional<List<String>> NOBODY = Optional.of(List.of());
  private static final Optional<List<String>> WHOEVER_MAY = Optional.empty();
  private static final UUID CHILD = new UUID(0, 1);

  private final List<Rows.ContributionRow> rows = new ArrayList<>();

  private Rows.ContributionRow wrote(
      String partner, DataCategory category, Optional<UUID> child, String... audience) {
    var row =
        new Rows.ContributionRow(
            new UUID(1, rows.size()),
            category,
            child,
            rows.size() + 1,
            partner,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(audience),
            AT,
            Optional.empty());
    rows.add(row);
    return row;
  }

  private Rows.ContributionRow wrote(DataCategory category, String... audience) {
    return wrote("vk-een", category, Optional.empty(), audience);
  }

  private Rows.ContributionRow tookBack(Rows.ContributionRow row) {
    var retracted =
        new Rows.ContributionRow(
            row.id(),
            row.category(),
            row.child(),
            row.version(),
            row.partner(),
            row.content(),
            row.details(),
            row.reviewOn(),
            row.audience(),
            row.recordedAt(),
            Optional.of(
                new Rows.RetractionRow(
                    Optional.of(RetractionReason.ENTERED_IN_ERROR), Optional.empty(), AT)));
    rows.set(rows.indexOf(row), retracted);
    return retracted;
  }

  private Optional<List<String>> meant(Rows.ContributionRow row) {
    return new Versions(rows, code -> code.startsWith("vk-")).onlyFor(row);
  }

  private List<String> own(Rows.ContributionRow row) {
    return new Versions(rows, code -> code.startsWith("vk-")).ownTo(row);
  }

  @Test
  void newestVersionCounts() {
    var first = wrote(DataCategory.SAFETY_PLAN);
    assertEquals(WHOEVER_MAY, meant(first));

    var second = wrote(DataCategory.SAFETY_PLAN);

    assertEquals(NOBODY, meant(first));
    assertEquals(WHOEVER_MAY, meant(second));
  }

  @Test
  void anotherChildOrCategoryReplacesNothing() {
    var plan = wrote(DataCategory.SAFETY_PLAN);
    wrote("vk-een", DataCategory.SAFETY_PLAN, Optional.of(CHILD));
    wrote(DataCategory.SCHOOL);

    assertEquals(WHOEVER_MAY, meant(plan));
  }

  @Test
  void centreThatHasTheReportNowReplacesWhatTheFormerOneWrote() {
    var former = wrote("vk-een", DataCategory.PLACEMENT, Optional.empty());
    wrote("vk-twee", DataCategory.PLACEMENT, Optional.empty());

    assertEquals(NOBODY, meant(former));
    assertEquals(List.of(), own(former));
  }

  @Test
  void fosterCareReplacesOnlyItsOwnWords() {
    var centre = wrote("vk-een", DataCategory.PLACEMENT, Optional.empty());
    var first = wrote("pleegzorg", DataCategory.PLACEMENT, Optional.empty());
    var second = wrote("pleegzorg", DataCategory.PLACEMENT, Optional.empty());

    assertEquals(WHOEVER_MAY, meant(centre));
    assertEquals(NOBODY, meant(first));
    assertEquals(WHOEVER_MAY, meant(second));
    assertEquals(List.of("pleegzorg"), own(second));
  }

  @Test
  void adviceStaysWithWhomItWasGivenTo() {
    var first = wrote(DataCategory.ADVICE, "uz", "clb");
    var second = wrote(DataCategory.ADVICE, "clb");

    assertEquals(Optional.of(List.of("uz", "clb")), meant(first));
    assertEquals(Optional.of(List.of("clb")), meant(second));
  }

  @Test
  void audienceLeavesOutAllOthers() {
    assertEquals(Optional.of(List.of("uz")), meant(wrote(DataCategory.SAFETY_PLAN, "uz")));
  }

  @Test
  void helpStaysWithTheCentre() {
    assertEquals(NOBODY, meant(wrote(DataCategory.HELP_CONTENT)));
  }

  @Test
  void whatIsTakenBackBringsNothingBackThatItReplaced() {
    var first = wrote(DataCategory.SAFETY_PLAN);
    var second = tookBack(wrote(DataCategory.SAFETY_PLAN));

    assertEquals(NOBODY, meant(first));
    assertEquals(NOBODY, meant(second));
  }
}
