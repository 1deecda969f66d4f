package be.schakel;

import be.schakel.alert.AlertWork;
import be.schakel.consent.Policies;
import be.schakel.database.Database;
import be.schakel.fhir.WarmUp;
import be.schakel.ledger.Epochs;
import be.schakel.ledger.LogCheck;
import be.schakel.ledger.Sequencer;
import be.schakel.ledger.WitnessCalls;
import be.schakel.medical.ScanWork;
import be.schakel.notice.Dispatcher;
import be.schakel.partner.CertificateUses;
import be.schakel.partner.Registries;
import be.schakel.partner.Revocations;
import be.schakel.referral.UntakenAlarm;
import be.schakel.vault.Acceleration;
import be.schakel.vault.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens, in this order, before the first request is answered. If any of it fails, the server
 * ends: a gateway that cannot work is not to look as if it could.
 */
@ApplicationScoped
public class Start {

  private static final System.Logger LOG = System.getLogger(Start.class.getName());
  private static final int FAILED = 1;

  static {
    // Before anything is injected: beans make HTTP clients as soon as they are
    Dispatcher.prepare();
  }

  @Inject Environment environment;
  @Inject Ports ports;
  @Inject Keys keys;
  @Inject Database database;
  @Inject Restoring restoring;
  @Inject Epochs epochs;
  @Inject Sequencer sequencer;
  @Inject WitnessCalls witnesses;
  @Inject LogCheck logCheck;
  @Inject Clock clock;
  @Inject Registries registries;
  @Inject Policies policies;
  @Inject CertificateUses uses;
  @Inject UntakenAlarm untaken;
  @Inject Dispatcher notices;
  @Inject AlertWork alerts;
  @Inject ScanWork scans;
  @Inject Housekeeping housekeeping;
  @Inject Welcome welcome;
  @Inject Revocations revocations;
  @Inject WarmUp fhir;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    try {
      inOrder();
    } catch (IOException
        | GeneralSecurityException
        | SQLException
        | RuntimeException
        | LinkageError failed) {
      LOG.log(System.Logger.Level.ERROR, "Schakel does not start: {0}", reason(failed));
      database.close();
      // Of its own: the server stops only when the application's start has returned
      new Thread(() -> System.exit(FAILED), "end").start();
      throw new NotStarted();
    }
  }

  private void inOrder() throws IOException, GeneralSecurityException, SQLException {
    Acceleration.install();
    keys.start();
    environment.check();
    ports.check();
    database.open();
    epochs.open(database.asOwner(), clock.instant());
    sequencer.start();
    witnesses.start();
    logCheck.start();
    restoring.start();
    registries.start();
    policies.start();
    revocations.start();
    uses.start();
    untaken.start();
    alerts.start();
    fhir.start();
    notices.start();
    scans.start();
    housekeeping.start();
    welcome.whenOpen();
  }

  /** Nobody has sent anything yet, so no message can hold what is somebody's. */
  static String reason(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(each -> !(each instanceof InvocationTargetException))
        .filter(each -> !each.getClass().getName().startsWith("org.jboss.weld."))
        .map(each -> Optional.ofNullable(each.getMessage()).orElse(each.getClass().getSimpleName()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** The reason is told already, so this one brings no trace. */
  private static final class NotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStarted() {
      super("told above", null, false, false);
    }
  }
}
