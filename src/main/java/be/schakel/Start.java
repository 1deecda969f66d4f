package be.schakel;

import be.schakel.database.Database;
import be.schakel.fhir.WarmUp;
import be.schakel.partner.CertificateUses;
import be.schakel.partner.Registries;
import be.schakel.partner.Revocations;
import be.schakel.referral.UntakenAlarm;
import be.schakel.vault.Acceleration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** What happens, in this order, before the first request is answered. */
@ApplicationScoped
public class Start {

  @Inject Database database;
  @Inject Registries registries;
  @Inject CertificateUses uses;
  @Inject UntakenAlarm untaken;
  @Inject Housekeeping housekeeping;
  @Inject Welcome welcome;
  @Inject Revocations revocations;
  @Inject WarmUp fhir;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) throws Exception {
    Acceleration.install();
    database.open();
    registries.start();
    revocations.start();
    uses.start();
    untaken.start();
    fhir.start();
    housekeeping.start();
    welcome.whenOpen();
  }
}
