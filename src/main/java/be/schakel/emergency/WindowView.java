package be.schakel.emergency;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A window of break-glass, for who opened it: which reports it opened, and whom to telephone. What
 * they say is read as any other report, while the window is open.
 *
 * @param contact the centre of the first report; where nothing was found that of the postal code
 */
public record WindowView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> from,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> until,
    @Label.Nested List<Opened> referrals,
    @Label.Nested Optional<ReferralView.Vk> contact)
    implements OfNoCase {

  /** What there is to say of one report that it opened. */
  static WindowView of(UUID referral, List<UUID> children, ReferralView.Vk vk) {
    var opened = new Opened(Optional.of(referral), children, Optional.of(vk));
    return new WindowView(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(opened), Optional.of(vk));
  }

  /** A report that it opened. */
  public record Opened(
      @Label.Id Optional<UUID> id,
      @Label(DataCategory.CHILD_ID) List<UUID> children,
      @Label.Nested Optional<ReferralView.Vk> vk) {}
}
