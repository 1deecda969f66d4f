package be.schakel.notice;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Tells a partner, once each, that a certificate of it ends within 60, 30 or 7 days. */
@ApplicationScoped
public class CertificateReminders {

  private static final List<Integer> DAYS = List.of(7, 30, 60);

  private static final String FIRST =
      """
      insert into certificate_told (thumbprint, ends_at, days)
      values (:thumbprint, :endsAt, :days)
      on conflict do nothing""";

  @Inject Jdbi db;
  @Inject Registries registries;
  @Inject Outbox outbox;

  /** Tells what is to be told at that moment; how many were told. */
  @Transactional
  public int tell(Instant now) {
    var told = 0;
    for (var partner : registries.current().partners()) {
      if (partner.active()) {
        for (var certificate : partner.certificates()) {
          if (tell(partner, certificate, now)) {
            told++;
          }
        }
      }
    }
    return told;
  }

  private boolean tell(Registration partner, Registration.Certificate certificate, Instant now) {
    var end = end(certificate).filter(at -> at.isAfter(now));
    var days =
        end.flatMap(
            at ->
                DAYS.stream()
                    .filter(each -> !at.minus(Duration.ofDays(each)).isAfter(now))
                    .findFirst());
    if (days.isEmpty() || !first(certificate, end.get(), days.get())) {
      return false;
    }
    outbox.append(
        Event.of(EventKind.CERTIFICATE_EXPIRING, partner.code())
            .with(
                Map.of(
                    "certificate", certificate.thumbprint().hex(),
                    "days", Integer.toString(days.get()),
                    "endsAt", end.get().truncatedTo(ChronoUnit.SECONDS).toString())),
        now);
    return true;
  }

  /** Its own end, or the cut-over that was agreed for it. */
  private static Optional<Instant> end(Registration.Certificate certificate) {
    return Stream.of(certificate.until(), certificate.notAfter())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private boolean first(Registration.Certificate certificate, Instant end, int days) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(FIRST)
                    .bind("thumbprint", certificate.thumbprint().hex())
                    .bind("endsAt", end.atOffset(ZoneOffset.UTC))
                    .bind("days", days)
                    .execute())
        == 1;
  }
}
