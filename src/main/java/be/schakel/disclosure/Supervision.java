package be.schakel.disclosure;

import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** What an auditor's engagements cover now, whoever gave them. Nobody else has any. */
@ApplicationScoped
public class Supervision {

  @Inject Registries registries;
  @Inject Engagements engagements;
  @Inject CentreNames names;

  /**
   * The centres whose reports a caller supervises, for the queries that find these: their codes,
   * and the empty one, of reports that no centre has yet, for who supervises all of them.
   */
  public String[] centres(Caller caller, Instant now) {
    return scope(caller, now).centres().toArray(String[]::new);
  }

  AuditScope scope(Caller caller, Instant now) {
    if (caller.partner().kind() != PartnerKind.AUDITOR) {
      return AuditScope.NOTHING;
    }
    var auditor = caller.partner().code();
    var registry = registries.current();
    return AuditScope.of(registry, auditor, now)
        .with(engagements.inForce(auditor, now), registry)
        .by(names);
  }
}
