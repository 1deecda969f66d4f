package be.schakel.emergency;

import be.schakel.vocabulary.BreakGlassReason;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReviewVerdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A window of break-glass as it is stored, still sealed.
 *
 * @param until with its renewal
 * @param reviewDue from then on its review is overdue
 * @param reviewLimit from then on a missing review suspends the professional
 * @param wrappedKey only where it found no child
 */
record Window(
    UUID id,
    Instant openedAt,
    String partner,
    PartnerKind kind,
    String role,
    BreakGlassReason reason,
    Instant until,
    boolean renewed,
    Instant reviewDue,
    Instant reviewLimit,
    Optional<String> wrappedKey,
    Optional<byte[]> content,
    List<OpenedChild> children,
    Optional<Review> review) {

  /**
   * A child that it opened.
   *
   * @param vk the centre that has the report now
   */
  record OpenedChild(UUID referral, UUID child, Optional<String> vk, byte[] content) {}

  /**
   * Its newest review.
   *
   * @param child the child whose key seals the content
   * @param wrappedKey its own key; where it has neither, the window's own seals the content
   */
  record Review(
      ReviewVerdict verdict,
      String partner,
      String role,
      Instant at,
      boolean told,
      Optional<LocalDate> tellAgainOn,
      Optional<UUID> child,
      Optional<String> wrappedKey,
      byte[] content) {

    boolean isFinal() {
      return verdict != ReviewVerdict.FOLLOW_UP;
    }
  }

  /** The reports that it opened, each once. */
  List<UUID> referrals() {
    return children.stream().map(OpenedChild::referral).distinct().toList();
  }

  /** What sealed content of a window is bound to, where no child's key seals it. */
  static String place(UUID id) {
    return "break-glass/" + id;
  }
}
