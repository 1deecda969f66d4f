package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The answer to a {@link Question}: permit or deny, and why.
 *
 * @param rule what decided: {@code MATRIX-} and the letter that permitted or the whole cell that
 *     denied, {@code OWN-RECEIPT}, {@code DENY-PURPOSE}, {@code DENY-NORELATION}, {@code
 *     DENY-AUTHN}, {@code DENY-ROLE}, {@code DENY-TEAM}, {@code DENY-RETRACTED}, {@code G9} for
 *     break-glass, or {@code H1} to {@code H8}
 * @param ground none for the owner, whose own file it is, and for a denial
 * @param reasons why not, most telling first; empty for a permit
 * @param consent the consent a permit rests on
 */
public record Decision(
    boolean permit,
    String rule,
    Optional<LegalGround> ground,
    List<Reason> reasons,
    String policyVersion,
    Optional<UUID> consent,
    Set<Obligation> obligations) {

  public Decision {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(ground);
    reasons = List.copyOf(reasons);
    Objects.requireNonNull(policyVersion);
    Objects.requireNonNull(consent);
    obligations = Set.copyOf(obligations);
  }

  /** The refusal must look like the absence of what was asked: existence itself is sensitive. */
  public boolean hidden() {
    return reasons.contains(Reason.NO_RELATION);
  }
}
