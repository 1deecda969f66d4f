package be.schakel.referral;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ReferralStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A move of a report by the centre that has it.
 *
 * @param transferTo the other centre, with {@code TRANSFERRED} alone
 */
@SchemaName("StatusMove")
public record StatusMove(
    ReferralStatus status, Optional<String> reason, Optional<String> transferTo) {

  /**
   * Where a report can go from where it stands; {@code RETRACTED} only by the submitter, and it is
   * final.
   */
  public static List<ReferralStatus> possible(ReferralStatus from) {
    return Move.statuses(from);
  }

  /** Where a report can go from anywhere. */
  public static List<ReferralStatus> all() {
    return Arrays.stream(ReferralStatus.values())
        .flatMap(from -> possible(from).stream())
        .distinct()
        .sorted()
        .toList();
  }
}
