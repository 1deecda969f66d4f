package be.schakel.disclosure;

import be.schakel.consent.OnRecord;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Brings together what a decision needs: policy, evidence, team and engagements of now. */
@ApplicationScoped
class Scales {

  @Inject Records records;
  @Inject Teams teams;
  @Inject Supervision supervision;
  @Inject Policies policies;

  /** With what is on record about these reports: one query, however many they are. */
  Weighing about(Collection<UUID> referrals, Caller caller, Instant now) {
    return with(records.forAsker(caller, referrals, now), caller, now);
  }

  /** By what the asker is to a report alone. */
  Weighing withoutEvidence(Caller caller, Instant now) {
    return with(OnRecord.NOTHING, caller, now);
  }

  private Weighing with(OnRecord onRecord, Caller caller, Instant now) {
    return new Weighing(
        policies.current(),
        caller,
        onRecord,
        supervision.scope(caller, now),
        facts -> teams.keeps(caller, facts),
        now);
  }
}
