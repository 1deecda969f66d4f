package be.schakel.notice;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where partners want to be told of what: each sees and ends its own alone. */
@ApplicationScoped
public class Subscriptions {

  private static final int MOST = 10;
  private static final String RULE = "OWN-SUBSCRIPTIONS";

  @Inject SubscriptionRows rows;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * Makes one; what happens from then on is brought there. One that is there already is given, so
   * that nothing is told twice to who asks twice.
   *
   * @throws SchakelProblem {@link Code#ENDPOINT_NOT_REGISTERED}, {@link
   *     Code#TOO_MANY_SUBSCRIPTIONS}
   */
  @Transactional
  public Released<SubscriptionView> subscribe(Caller caller, NewSubscription given) {
    var partner = caller.partner().code();
    var registered =
        registries.current().byCode(partner).flatMap(found -> Destination.registered(found));
    if (registered.filter(place -> place.covers(given.endpoint())).isEmpty()) {
      throw SchakelProblem.of(List.of(new Issue("/endpoint", Code.ENDPOINT_NOT_REGISTERED)));
    }
    var kinds = given.kinds().isEmpty() ? List.of(EventKind.values()) : given.kinds();
    rows.hold(partner);
    var there = rows.of(partner);
    var equal = there.stream().filter(each -> isOf(each, given.endpoint(), kinds)).findFirst();
    if (equal.isPresent()) {
      var id = equal.get().id().orElseThrow();
      return released(caller, LogAction.READ, equal.get()).at(URI.create("subscriptions/" + id));
    }
    if (there.size() >= MOST) {
      throw SchakelProblem.of(Code.TOO_MANY_SUBSCRIPTIONS, Integer.toString(MOST));
    }
    var now = clock.instant();
    var id = Uuid7.at(now);
    rows.add(id, caller, new NewSubscription(given.endpoint(), kinds), now);
    return released(caller, LogAction.UPDATE, rows.of(id, partner).orElseThrow())
        .created(URI.create("subscriptions/" + id));
  }

  private static boolean isOf(SubscriptionView there, String endpoint, List<EventKind> kinds) {
    var names = kinds.stream().map(EventKind::name).collect(Collectors.toSet());
    return there.endpoint().equals(Optional.of(endpoint))
        && Set.copyOf(there.kinds()).equals(names);
  }

  /** One of the caller's. */
  @Transactional
  public Outcome<SubscriptionView> read(Caller caller, UUID id) {
    var found = rows.of(id, caller.partner().code());
    return found.isPresent()
        ? released(caller, LogAction.READ, found.get())
        : gate.absent(caller, LogAction.READ, id);
  }

  /** Those of the caller that are in force. */
  @Transactional
  public Released<SubscriptionView> list(Caller caller) {
    return gate.releaseTold(
        caller, LogAction.READ, rows.of(caller.partner().code()), RULE, "subscriptions");
  }

  /** Ends it: nothing more is brought there, nor what is on its way. Again changes nothing. */
  @Transactional
  public Outcome<SubscriptionView> end(Caller caller, UUID id) {
    var partner = caller.partner().code();
    rows.end(id, partner, clock.instant());
    var ended = rows.of(id, partner);
    return ended.isPresent()
        ? released(caller, LogAction.UPDATE, ended.get())
        : gate.absent(caller, LogAction.UPDATE, id);
  }

  private Released<SubscriptionView> released(
      Caller caller, LogAction logged, SubscriptionView view) {
    return gate.releaseAlike(caller, logged, view, RULE, Optional.empty());
  }
}
