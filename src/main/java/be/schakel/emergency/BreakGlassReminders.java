package be.schakel.emergency;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Tells, once each, that a review is overdue and that a postponed telling must be looked at. */
@ApplicationScoped
public class BreakGlassReminders {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject Windows windows;
  @Inject Outbox outbox;

  /** Tells what is to be told at that moment; how many windows it was about. */
  @Transactional
  public int tell(Instant now) {
    var told = 0;
    for (var window : windows.overdue(now)) {
      var limit = !now.isBefore(window.reviewLimit());
      if (windows.remind(window.id(), limit ? "LIMIT" : "DUE", now)) {
        tellOverdue(window, limit, now);
        told++;
      }
    }
    for (var window : windows.toBeTold(LocalDate.ofInstant(now, BRUSSELS))) {
      if (windows.toldAgain(window.id(), now)) {
        BreakGlassReviews.tellTheSubjects(outbox, window, now);
        told++;
      }
    }
    return told;
  }

  private void tellOverdue(Window window, boolean limit, Instant now) {
    var codes = Map.of("breakGlass", window.id().toString(), "suspends", Boolean.toString(limit));
    window.children().stream()
        .flatMap(child -> child.vk().stream())
        .distinct()
        .forEach(
            vk ->
                outbox.append(
                    Event.of(EventKind.BREAK_GLASS_OVERDUE, Event.dutyList(vk)).with(codes), now));
    outbox.append(Event.of(EventKind.BREAK_GLASS_OVERDUE, Event.DPO).with(codes), now);
  }
}
