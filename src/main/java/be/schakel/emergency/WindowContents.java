package be.schakel.emergency;

import be.schakel.edge.Json;
import be.schakel.edge.Times;
import be.schakel.partner.Caller;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.NotToBeTold;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is sealed about a window, opened for who may read it. With the key of a child that it
 * opened, so that it is erased with the child; where it opened none, with its own.
 */
@ApplicationScoped
class WindowContents {

  @Inject Windows windows;
  @Inject CaseFiles files;
  @Inject Keys keys;

  /** As the people of a centre that has a report of it see it. */
  BreakGlassView forCentre(CaseFile file, Window window, Instant now) {
    var mine =
        window.children().stream()
            .filter(child -> child.referral().equals(file.id()))
            .findFirst()
            .orElseThrow();
    var narrative = file.open(mine.child(), window.id(), mine.content(), Narrative.class);
    var referrals =
        window.children().stream()
            .filter(child -> child.vk().equals(file.vk()))
            .map(Window.OpenedChild::referral)
            .distinct()
            .toList();
    var review = window.review().map(one -> view(one, text(file, window, one)));
    var opened = window.children().stream().map(Window.OpenedChild::child).toList();
    var notToBeTold =
        files.notToBeTold(file, now).stream()
            .filter(each -> each.child().filter(opened::contains).isPresent())
            .toList();
    return view(window, referrals, narrative, notToBeTold, review, now);
  }

  private Optional<ReviewText> text(CaseFile file, Window window, Window.Review review) {
    return review
        .child()
        .filter(file::hasChild)
        .flatMap(child -> file.open(child, window.id(), review.content(), ReviewText.class))
        .or(
            () ->
                review
                    .wrappedKey()
                    .map(keys::unwrap)
                    .map(own -> open(own, window.id(), review.content(), ReviewText.class)));
  }

  /** As the data protection officer sees it: nothing of a case. */
  BreakGlassView forOfficer(Window window, Instant now) {
    var key = window.wrappedKey().map(keys::unwrap);
    var narrative =
        key.flatMap(
            own -> window.content().map(bytes -> open(own, window.id(), bytes, Narrative.class)));
    var review =
        window
            .review()
            .map(
                one ->
                    view(
                        one,
                        key.filter(own -> one.child().isEmpty())
                            .map(own -> open(own, window.id(), one.content(), ReviewText.class))));
    return view(window, List.of(), narrative, List.of(), review, now);
  }

  /**
   * Adds a review.
   *
   * @param file the report of the centre that reviews it; none: the officer reviews it
   */
  void review(
      Window window,
      Caller caller,
      Optional<CaseFile> file,
      NewReview given,
      Optional<LocalDate> tellAgainOn,
      ReviewText text,
      Instant now) {
    var sealed =
        window.children().stream()
            .filter(child -> file.map(CaseFile::id).map(child.referral()::equals).orElse(true))
            .flatMap(child -> sealed(window, child, caller, file, text, now).stream())
            .findFirst()
            .orElseGet(() -> sealed(window, text));
    windows.review(window.id(), caller, given, tellAgainOn, sealed, now);
  }

  /** With a child's key; empty once that is destroyed, or its report was taken back. */
  private Optional<Windows.SealedReview> sealed(
      Window window,
      Window.OpenedChild child,
      Caller caller,
      Optional<CaseFile> file,
      ReviewText text,
      Instant now) {
    return file.or(() -> files.ofAnyone(child.referral(), caller, now))
        .filter(report -> report.submitted(child.child()).isPresent())
        .map(report -> report.seal(child.child(), window.id(), text))
        .map(
            content ->
                new Windows.SealedReview(Optional.of(child.child()), Optional.empty(), content));
  }

  /** With the key of the window, or where it never had one with a new one. */
  private Windows.SealedReview sealed(Window window, ReviewText text) {
    var own = window.wrappedKey().isPresent() ? Optional.<String>empty() : newKey();
    var key = keys.unwrap(own.or(window::wrappedKey).orElseThrow());
    try {
      var content =
          Sealed.seal(key, Window.place(window.id()), Json.MAPPER.writeValueAsBytes(text));
      return new Windows.SealedReview(Optional.empty(), own, content);
    } catch (IOException impossible) {
      throw new IllegalStateException("a review does not write");
    }
  }

  private Optional<String> newKey() {
    return Optional.of(keys.wrap(ContentKey.fresh()));
  }

  private static <T> T open(ContentKey key, UUID id, byte[] content, Class<T> type) {
    try {
      return Json.MAPPER.readValue(Sealed.open(key, Window.place(id), content), type);
    } catch (IOException changed) {
      throw new IllegalStateException("opened content does not read as " + type.getSimpleName());
    }
  }

  private static BreakGlassView.Review view(Window.Review review, Optional<ReviewText> text) {
    return new BreakGlassView.Review(
        Optional.of(review.verdict()),
        Optional.of(review.partner()),
        Optional.of(review.role()),
        Optional.of(Times.shown(review.at())),
        Optional.of(review.told()),
        review.tellAgainOn(),
        text.map(ReviewText::text),
        text.flatMap(ReviewText::postponedReason));
  }

  private static BreakGlassView view(
      Window window,
      List<UUID> referrals,
      Optional<Narrative> narrative,
      List<NotToBeTold> notToBeTold,
      Optional<BreakGlassView.Review> review,
      Instant now) {
    return new BreakGlassView(
        Optional.of(window.id()),
        Optional.of(Times.shown(window.openedAt())),
        Optional.of(Times.shown(window.until())),
        Optional.of(window.renewed()),
        Optional.of(window.reason()),
        Optional.of(window.partner()),
        Optional.of(window.kind()),
        Optional.of(window.role()),
        Optional.of(window.children().size()),
        Optional.of(Times.shown(window.reviewDue())),
        Optional.of(Times.shown(window.reviewLimit())),
        Optional.of(window.review().isEmpty() && !now.isBefore(window.reviewDue())),
        referrals,
        narrative.map(Narrative::name),
        narrative.map(Narrative::narrative),
        notToBeTold,
        review);
  }
}
