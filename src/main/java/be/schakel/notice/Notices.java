package be.schakel.notice;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Released;
import be.schakel.outbox.Event;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** What a caller is told, fetched by itself: in order, nothing left out. */
@ApplicationScoped
public class Notices {

  /** As long as one may wait for the next. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** Each that waits holds a thread; more than these are answered at once. */
  private static final int WAITING = 24;

  /** So that no partner keeps the others from waiting. */
  private static final int WAITING_OF_ONE = 6;

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject NoticeRows rows;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  private final Semaphore seats = new Semaphore(WAITING);
  private final Map<String, Semaphore> seatsOfOne = new ConcurrentHashMap<>();

  /**
   * Waits until there is something after a notice; outside any transaction.
   *
   * @param wait at most this long; zero for not at all
   */
  public void await(Caller caller, Optional<UUID> after, Duration wait) {
    if (wait.isZero()) {
      return;
    }
    var own =
        seatsOfOne.computeIfAbsent(caller.partner().code(), any -> new Semaphore(WAITING_OF_ONE));
    if (!own.tryAcquire()) {
      return;
    }
    try {
      if (seats.tryAcquire()) {
        waitInSeat(caller, after, wait);
      }
    } finally {
      own.release();
    }
  }

  private void waitInSeat(Caller caller, Optional<UUID> after, Duration wait) {
    try {
      var recipients = recipients(caller);
      var place = place(recipients, after);
      var end = System.nanoTime() + wait.toNanos();
      while (!rows.isAnyAfter(recipients, place)
          && System.nanoTime() < end
          && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(GLANCE.toNanos());
      }
    } finally {
      seats.release();
    }
  }

  /**
   * The notices after one, the oldest first; a caller may ask with the last id that it has.
   *
   * @param after the id of a notice of the caller; from the first one when absent
   * @throws SchakelProblem {@link Code#BAD_CURSOR} for an id that is none of the caller's
   */
  @Transactional
  public Released<NoticeView> after(Caller caller, Optional<UUID> after, int limit) {
    var recipients = recipients(caller);
    var found = rows.after(recipients, place(recipients, after), limit + 1);
    var page = found.stream().limit(limit).toList();
    var next =
        found.size() > limit
            ? Optional.of(page.get(limit - 1).id().toString())
            : Optional.<String>empty();
    return gate.releaseTold(
            caller,
            LogAction.EVENT_PULL,
            page.stream().map(Notice::view).toList(),
            "OWN-NOTICES",
            "notices")
        .followedBy(next);
  }

  private long place(Set<String> recipients, Optional<UUID> after) {
    return after
        .map(id -> rows.place(recipients, id).orElseThrow(() -> SchakelProblem.of(Code.BAD_CURSOR)))
        .orElse(0L);
  }

  /**
   * Its own; for people at a centre its duty list's too, for the officer what is for the officer.
   */
  private Set<String> recipients(Caller caller) {
    var code = caller.partner().code();
    var recipients = new LinkedHashSet<>(Set.of(code));
    if (caller.partner().kind() == PartnerKind.VK && !caller.unattended()) {
      recipients.add(Event.dutyList(code));
    }
    if (registries.current().officer(code, LocalDate.ofInstant(clock.instant(), BRUSSELS))) {
      recipients.add(Event.DPO);
    }
    return recipients;
  }
}
