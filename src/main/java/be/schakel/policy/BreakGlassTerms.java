package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who may break the glass, for what and for how long (disclosure policy 5.6); a proposal that
 * lawyers will change.
 *
 * @param kinds the kinds of partner that may
 * @param roles the one role of professional that may, for the kinds where not everybody may
 * @param categories what it opens, and how much of it: {@code NEWEST} of the medical reports
 * @param hours how long a window is open
 * @param renewals how often it may be renewed
 * @param reviewDays working days within which its use must be reviewed
 * @param lastReviewDays working days after which a missing review suspends the professional
 * @param tellAgainMonths how long telling the person can be postponed before it is looked at again
 * @param dutyListDays how long a test of a centre's duty list counts once it was acknowledged;
 *     after it nothing of the centre's cases is found, since nobody might be told in time
 */
public record BreakGlassTerms(
    Set<PartnerKind> kinds,
    Map<PartnerKind, String> roles,
    Map<DataCategory, Form> categories,
    int hours,
    int renewals,
    int reviewDays,
    int lastReviewDays,
    int tellAgainMonths,
    int dutyListDays) {

  public BreakGlassTerms {
    kinds = Set.copyOf(kinds);
    roles = Map.copyOf(roles);
    categories = Map.copyOf(categories);
    if (hours < 1
        || renewals < 0
        || reviewDays < 1
        || lastReviewDays < reviewDays
        || tellAgainMonths < 1
        || dutyListDays < 1) {
      throw new IllegalArgumentException("break-glass terms that contradict each other");
    }
    if (!kinds.containsAll(roles.keySet())) {
      throw new IllegalArgumentException("a break-glass role for a kind that may not break it");
    }
  }

  /** Whether a professional of this role, of a partner of this kind, may break the glass at all. */
  public boolean permits(PartnerKind kind, String role) {
    Objects.requireNonNull(role);
    return kinds.contains(kind) && roles.getOrDefault(kind, role).equals(role);
  }

  /** Whether it opens of this category only the newest there is about a child. */
  public boolean newestOnly(DataCategory category) {
    return categories.get(category) == Form.NEWEST;
  }

  /** Whether a window could open this much of this category to who asks. */
  boolean reaches(Question question) {
    var form = categories.get(question.category());
    return (form == Form.FULL || form == question.form())
        && permits(question.asker().kind(), question.asker().role());
  }
}
