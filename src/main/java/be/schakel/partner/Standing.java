package be.schakel.partner;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a client certificate stands at one moment: whose it is, and every reason why it is refused.
 *
 * @param partner who it is registered for, also when it is refused
 * @param refusals codes of the catalogue, the most telling first; none means it is let in
 * @param end from when on it will not do: its own end, or an earlier cut-over
 */
public record Standing(
    Thumbprint thumbprint, Optional<Registration> partner, List<Code> refusals, Instant end) {

  /** Renewal at an issuer and registration here take weeks. */
  private static final Duration SOON = Duration.ofDays(30);

  public Standing {
    refusals = List.copyOf(refusals);
  }

  public boolean accepted() {
    return refusals.isEmpty();
  }

  /** Whole days until it will not do any more; negative afterwards. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(Duration.between(now, end).toSeconds(), Duration.ofDays(1).toSeconds());
  }

  /** The refusals, and the warning when the end is less than thirty days away. */
  public List<Issue> findings(Instant now) {
    var refused = refusals.stream().map(code -> new Issue("", code));
    var endsSoon = accepted() && now.plus(SOON).isAfter(end);
    var warning = new Issue("", Code.CERTIFICATE_EXPIRES_SOON, String.valueOf(daysLeft(now)));
    return Stream.concat(refused, endsSoon ? Stream.of(warning) : Stream.empty()).toList();
  }
}
