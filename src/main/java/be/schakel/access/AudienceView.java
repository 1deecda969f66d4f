package be.schakel.access;

import be.schakel.disclosure.Label;
import be.schakel.referral.NotToBeTold;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who can see what of a report today: for the people at its centre, in words they can use with a
 * family.
 *
 * @param changes only of a preview: the cells that would be different
 * @param notToBeTold the persons of the family with whom these words are not to be used
 */
public record AudienceView(
    @Label.Nested List<Row> partners,
    @Label.Nested List<Change> changes,
    @Label.Nested List<NotToBeTold> notToBeTold) {

  /** What one partner can see. */
  public record Row(
      @Label(DataCategory.HELP_CONTENT) Optional<String> code,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> name,
      @Label(DataCategory.HELP_CONTENT) Optional<PartnerKind> kind,
      @Label.Nested List<Cell> cells,
      @Label.Nested List<Agreement> agreements) {}

  /**
   * One agreement of a safety plan: a plan that is open to a partner shows it those that are meant
   * for it alone.
   *
   * @param contribution the plan
   * @param number of the agreement in the plan, from 1 on
   * @param words why, in the reader's language
   */
  public record Agreement(
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> contribution,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
      @Label(DataCategory.HELP_CONTENT) Optional<Integer> number,
      @Label(DataCategory.HELP_CONTENT) Optional<Boolean> seen,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> words) {}

  /**
   * One category of one child's data.
   *
   * @param article the law that the ground rests on today
   * @param reason why not, as a code
   * @param words the same and what would change it, in the reader's language
   * @param there whether the report holds any of it today
   */
  public record Cell(
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
      @Label(DataCategory.HELP_CONTENT) Optional<DataCategory> category,
      @Label(DataCategory.HELP_CONTENT) Optional<Verdict> outcome,
      @Label(DataCategory.HELP_CONTENT) Optional<LegalGround> ground,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> article,
      @Label(DataCategory.HELP_CONTENT) Optional<String> rule,
      @Label(DataCategory.HELP_CONTENT) Optional<Purpose> purpose,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> consent,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> until,
      @Label(DataCategory.HELP_CONTENT) Optional<String> reason,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> words,
      @Label(DataCategory.HELP_CONTENT) Optional<Boolean> there) {}

  /** A cell before and after. */
  public record Change(
      @Label(DataCategory.HELP_CONTENT) Optional<String> partner,
      @Label.Nested Optional<Cell> before,
      @Label.Nested Optional<Cell> after) {}

  /** What a partner gets. */
  public enum Verdict {
    PERMIT,
    /** Some of it, for example only what it sent itself. */
    PARTIAL,
    DENY
  }
}
