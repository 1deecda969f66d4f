package be.schakel.referral;

import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.Findings;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The versions of a report, or of a part of it, as far as their asker may know that there were
 * some. In the running transaction.
 *
 * <p>They are states of the whole report: what is decided about each is decided by how the report
 * stands now. To whom the time of a change is not open there is one version, the newest, since
 * their number would tell as much.
 */
@ApplicationScoped
class History {

  @Inject Referrals referrals;
  @Inject Findings findings;

  /** A version, and since when it was so; without a time where it has no other. */
  record Version(Optional<OffsetDateTime> began, Disclosable<ReferralView> shown) {}

  /** Versions, the newest first. */
  record Page(List<Version> versions, Optional<Cursor> next) {

    List<Disclosable<ReferralView>> shown() {
      return versions.stream().map(Version::shown).toList();
    }
  }

  Page of(Caller caller, Referral now, ReferralPart part, When when, Instant at) {
    if (when.equals(When.NOW)) {
      return only(now, part);
    }
    if (part.changedAt(now.rows()).isEmpty() || !findings.tellsWhen(caller, now.facts())) {
      return when.from().isPresent() || when.after().isPresent()
          ? new Page(List.of(), Optional.empty())
          : only(now, part);
    }
    var begun = new HashSet<Long>();
    var versions =
        referrals
            .past(now.id(), caller, at)
            .states(now.rows())
            .filter(state -> isWithin(when, part, state))
            .filter(state -> begun.add(began(part, state)))
            .flatMap(state -> version(now, part, state).stream())
            .limit(when.limit() + 1L)
            .toList();
    var page = versions.stream().limit(when.limit()).toList();
    return new Page(
        page,
        versions.size() > page.size() && when.history()
            ? page.get(page.size() - 1).began().map(began -> new Cursor(now.id(), began))
            : Optional.empty());
  }

  private static boolean isWithin(When when, ReferralPart part, Rows state) {
    return part.changedAt(state).filter(when::wants).isPresent();
  }

  /** Times leave by the millisecond, and two versions that began at one time would be one. */
  private static long began(ReferralPart part, Rows state) {
    return part.changedAt(state).orElseThrow().toInstant().toEpochMilli();
  }

  private static Page only(Referral now, ReferralPart part) {
    return new Page(version(now, part, now.rows()).stream().toList(), Optional.empty());
  }

  private static Optional<Version> version(Referral now, ReferralPart part, Rows state) {
    return part.of(now.as(state)).map(shown -> new Version(part.changedAt(state), shown));
  }
}
