package be.schakel.edge;

import be.schakel.consent.Policies;
import be.schakel.journal.Restored;
import be.schakel.ledger.LogCheck;
import be.schakel.ledger.Sequencer;
import be.schakel.ledger.Witnesses;
import be.schakel.partner.Registries;
import be.schakel.partner.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Whether this node can take requests: database, log, registry, policy, revocation lists. What an
 * operator has to act on, though requests still pass, stands beside it.
 */
@ApplicationScoped
public class Wellbeing {

  private static final String ANSWERS = "select true";

  /** A copy that only reads, or a role that lost its right, could not record a disclosure. */
  private static final String LOG_TAKES_ENTRIES =
      "select not pg_is_in_recovery() and has_table_privilege('ledger_entry', 'INSERT')";

  @Inject Jdbi db;
  @Inject Registries registries;
  @Inject Policies policies;
  @Inject Revocations revocations;
  @Inject Sequencer sequencer;
  @Inject Restored restored;
  @Inject LogCheck logCheck;
  @Inject Witnesses witnesses;
  @Inject Clock clock;

  @Produces
  @Liveness
  HealthCheck process() {
    return () -> HealthCheckResponse.up("process");
  }

  @Produces
  @Readiness
  HealthCheck database() {
    return () -> HealthCheckResponse.named("database").status(holds(ANSWERS)).build();
  }

  @Produces
  @Readiness
  HealthCheck log() {
    return () -> {
      var state = sequencer.state();
      var answer = HealthCheckResponse.named("log").status(holds(LOG_TAKES_ENTRIES));
      state
          .shown()
          .ifPresent(
              shown -> answer.withData("origin", shown.origin()).withData("size", shown.size()));
      state
          .trouble()
          .ifPresent(
              trouble ->
                  answer
                      .withData("notSigned", trouble.reason())
                      .withData("since", trouble.since().toString()));
      logCheck
          .last()
          .ifPresent(
              verdict ->
                  answer
                      .withData("checkedAt", verdict.at().toString())
                      .withData("changed", verdict.integrity().size())
                      .withData("missing", verdict.completeness().size()));
      return answer.build();
    };
  }

  /** Who outside the gateway has seen the log; one that is behind or saw another log is told. */
  @Produces
  @Readiness
  HealthCheck witnesses() {
    return () -> {
      var answer = HealthCheckResponse.named("log-witnesses").up();
      try {
        for (var state : witnesses.states()) {
          answer
              .withData(state.name(), state.size())
              .withData(state.name() + ":behind", state.behind());
          state
              .conflict()
              .ifPresent(since -> answer.withData(state.name() + ":conflict", since.toString()));
        }
      } catch (JdbiException away) {
        answer.withData("unknown", true);
      }
      return answer.build();
    };
  }

  @Produces
  @Readiness
  HealthCheck restored() {
    return () -> {
      var answer = HealthCheckResponse.named("restored").up();
      try {
        answer.withData("closed", restored.closed());
      } catch (JdbiException away) {
        answer.withData("unknown", true);
      }
      return answer.build();
    };
  }

  @Produces
  @Readiness
  HealthCheck registry() {
    return () -> {
      var state = registries.state();
      var answer = HealthCheckResponse.named("registry").status(state.version().isPresent());
      state.version().ifPresent(version -> answer.withData("version", version));
      state.since().ifPresent(since -> answer.withData("since", since.toString()));
      state
          .trouble()
          .ifPresent(
              trouble ->
                  answer
                      .withData("refusedSince", trouble.since().toString())
                      .withData("faults", trouble.faults().size()));
      return answer.build();
    };
  }

  @Produces
  @Readiness
  HealthCheck policy() {
    return () -> {
      var state = policies.state();
      var answer = HealthCheckResponse.named("policy").status(state.version().isPresent());
      state.version().ifPresent(version -> answer.withData("version", version));
      state.validFrom().ifPresent(from -> answer.withData("validFrom", from.toString()));
      state
          .trouble()
          .ifPresent(
              trouble ->
                  answer
                      .withData("refusedSince", trouble.since().toString())
                      .withData("faults", 1));
      return answer.build();
    };
  }

  /** Only what it can still check does a node let in, so one without lists lets nobody in. */
  @Produces
  @Readiness
  HealthCheck revocation() {
    return () -> {
      var states = revocations.state(clock.instant());
      var usable = states.stream().noneMatch(each -> each.health() == Revocations.Health.REFUSING);
      var answer = HealthCheckResponse.named("revocation-lists").status(usable);
      for (var i = 0; i < states.size(); i++) {
        var name = "list" + (i + 1);
        answer.withData(name, states.get(i).health().name());
        states
            .get(i)
            .nextUpdate()
            .ifPresent(next -> answer.withData(name + "NextUpdate", next.toString()));
      }
      return answer.build();
    };
  }

  private boolean holds(String question) {
    try {
      return db.withHandle(handle -> handle.createQuery(question).mapTo(Boolean.class).one());
    } catch (JdbiException away) {
      return false;
    }
  }
}
