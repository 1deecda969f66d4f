package be.schakel.emergency;

import be.schakel.edge.Times;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Uuid7;
import be.schakel.vocabulary.WorkingDays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Whether somebody on duty at a centre is really reached: its list is tested each month, and
 * break-glass is off for a centre whose test nobody acknowledged lately.
 */
@ApplicationScoped
public class DutyLists {

  @Inject DutyListRows rows;
  @Inject Outbox outbox;
  @Inject Registries registries;
  @Inject Clock clock;

  /** Sends a test to the duty list of the caller's centre. */
  @Transactional
  public DutyListTest test(Caller caller) {
    onlyAPersonAtACentre(caller);
    var now = clock.instant();
    var id = Uuid7.at(now);
    var vk = caller.partner().code();
    rows.ask(id, vk, caller.professional().role(), now);
    outbox.append(asking(id, vk), now);
    return new DutyListTest(id, vk, Times.shown(now));
  }

  /**
   * Somebody on duty got it. Again changes nothing.
   *
   * @throws SchakelProblem {@link Code#NOT_FOUND} for a test of another centre or none
   */
  @Transactional
  public TestedDutyList acknowledge(Caller caller, UUID id) {
    onlyAPersonAtACentre(caller);
    var asked =
        rows.asked(id, caller.partner().code())
            .orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
    var at = rows.acknowledge(id, caller.professional().role(), clock.instant());
    return new TestedDutyList(id, caller.partner().code(), Times.shown(asked), Times.shown(at));
  }

  /** Asks every centre its test of this month, once; how many. */
  @Transactional
  public int testMonthly(Instant now) {
    var month = WorkingDays.dayOf(now).withDayOfMonth(1);
    var asked = 0;
    for (var centre : registries.current().centres()) {
      var id = Uuid7.at(now);
      if (rows.askMonthly(id, centre.code(), month, now)) {
        outbox.append(asking(id, centre.code()), now);
        asked++;
      }
    }
    return asked;
  }

  private static Event asking(UUID test, String vk) {
    return Event.of(EventKind.DUTY_LIST_TEST, Event.dutyList(vk))
        .with(Map.of("test", test.toString()));
  }

  private static void onlyAPersonAtACentre(Caller caller) {
    if (caller.partner().kind() != PartnerKind.VK) {
      throw SchakelProblem.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    if (caller.unattended()) {
      throw SchakelProblem.of(Code.UNATTENDED_LIMITED);
    }
  }
}
