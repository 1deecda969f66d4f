package be.schakel.emergency;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.referral.NotToBeTold;
import be.schakel.vocabulary.BreakGlassReason;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReviewVerdict;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A use of break-glass, for who reviews it: the centre that has the case, and, without anything of
 * a case, the data protection officer.
 *
 * @param opened how many children it opened
 * @param professional the name that was asserted
 * @param referrals none for the officer
 * @param overdue its review is due, and nobody made one
 * @param notToBeTold the persons of the family who are not told of it afterwards
 */
public record BreakGlassView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> openedAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> until,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> renewed,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<BreakGlassReason> reason,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<PartnerKind> kind,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> role,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Integer> opened,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> reviewDue,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> reviewLimit,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> overdue,
    @Label(DataCategory.RECEIPT) List<UUID> referrals,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> professional,
    @Label.Named Optional<String> narrative,
    @Label.Nested List<NotToBeTold> notToBeTold,
    @Label.Nested Optional<Review> review)
    implements Part {

  /** Of what it opened, the centre alone reads why; a use that opened nothing is of no case. */
  @Override
  public Optional<DataCategory> category() {
    return Optional.of(
        referrals.isEmpty() ? DataCategory.DISCLOSURE_LOG : DataCategory.HELP_CONTENT);
  }

  /** What somebody found of it last. */
  public record Review(
      @Label(DataCategory.DISCLOSURE_LOG) Optional<ReviewVerdict> verdict,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> role,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> at,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> told,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> tellAgainOn,
      @Label.Named Optional<String> text,
      @Label.Named Optional<String> postponedReason) {}
}
