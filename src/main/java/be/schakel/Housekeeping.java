package be.schakel;

import be.schakel.access.ParketRequests;
import be.schakel.disclosure.BusinessTime;
import be.schakel.emergency.BreakGlassReminders;
import be.schakel.emergency.DutyLists;
import be.schakel.ledger.DailyCheckpoint;
import be.schakel.lookup.LookUps;
import be.schakel.mano.Deadlines;
import be.schakel.medical.Documents;
import be.schakel.notice.CertificateReminders;
import be.schakel.notice.OldNotices;
import be.schakel.referral.Reception;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * What has to be kept apart in time (what takes access away), what has to be forgotten in time
 * (uploads that nobody named, idempotency keys, look-ups, written requests and notices after their
 * days) and what has to be told in time (overdue reviews of break-glass, certificates that end, the
 * month's test of the duty lists).
 */
@ApplicationScoped
class Housekeeping {

  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final int EVERY_MINUTES = 15;

  @Resource ManagedScheduledExecutorService timer;
  @Inject Documents documents;
  @Inject Reception reception;
  @Inject BreakGlassReminders breakGlass;
  @Inject CertificateReminders certificates;
  @Inject DutyLists dutyLists;
  @Inject LookUps lookUps;
  @Inject ParketRequests requests;
  @Inject OldNotices oldNotices;
  @Inject Deadlines deadlines;
  @Inject Restoring restoring;
  @Inject DailyCheckpoint checkpoint;
  @Inject Clock clock;
  @Inject @BusinessTime Clock business;

  void start() {
    timer.scheduleWithFixedDelay(restoring::keep, 0, 1, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(this::tidy, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  private void tidy() {
    try {
      checkpoint.tell(clock.instant());
      var uploads = documents.forget(clock.instant());
      var keys = reception.forgetKeys(clock.instant());
      var asked = lookUps.forget(clock.instant()) + requests.forget(business.instant());
      var notices = oldNotices.forget(clock.instant());
      var reminders = breakGlass.tell(clock.instant()) + certificates.tell(clock.instant());
      dutyLists.testMonthly(clock.instant());
      var warnings = deadlines.warn(business.instant());
      LOG.log(
          System.Logger.Level.DEBUG,
          "event=tidied uploads={0} keys={1} lookUps={2} reminders={3} warnings={4} notices={5}",
          uploads,
          keys,
          asked,
          reminders,
          warnings,
          notices);
    } catch (RuntimeException later) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=tidying-failed cause={0}",
          later.getClass().getName());
    }
  }
}
