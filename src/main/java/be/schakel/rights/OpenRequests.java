package be.schakel.rights;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The requests for access that a centre still has to answer, and that it did: an answer counts when
 * somebody says that it was handed over, since opening it hands over nothing.
 */
@ApplicationScoped
public class OpenRequests {

  static final int DEFAULT_LIMIT = 20;

  private static final int MOST = 100;
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject CaseFiles files;
  @Inject AccessRequestRows rows;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * A page of those that wait for their answer, the first to be due first.
   *
   * @param after the last one of the page before
   * @throws SchakelProblem that the caller is no centre, or what is wrong with the question
   */
  @Transactional
  public Released<AccessRequestView> list(Caller caller, int limit, Optional<UUID> after) {
    if (caller.partner().kind() != PartnerKind.VK) {
      throw SchakelProblem.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    if (limit < 1 || limit > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    if (after.filter(id -> rows.find(id).isEmpty()).isPresent()) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var found = rows.open(caller.partner().code(), after, limit + 1);
    var page = found.stream().limit(limit).toList();
    var views = new ArrayList<OfFile<AccessRequestView>>();
    for (var request : page) {
      files
          .find(caller, request.referral(), now)
          .map(
              file ->
                  new OfFile<>(
                      file.facts(), AccessRequestView.of(request, Optional.empty(), today)))
          .ifPresent(views::add);
    }
    var next =
        Optional.of(found.size() > limit)
            .filter(more -> more)
            .map(more -> page.get(limit - 1).id().toString());
    return gate.<AccessRequestView>releasePage(caller, LogAction.SEARCH, views, "access requests")
        .followedBy(next);
  }

  /**
   * Puts on record that the answer was handed over; again changes nothing.
   *
   * @throws SchakelProblem what is wrong with the day
   */
  @Transactional
  public Outcome<AccessRequestView> handedOver(Caller caller, UUID id, NewHandover given) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var found =
        rows.find(id)
            .filter(
                request ->
                    files
                        .find(caller, request.referral(), now)
                        .filter(file -> file.ownedBy(caller))
                        .isPresent());
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var request = found.get();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        request.referral(),
        now,
        file -> {
          var on = given.on().orElse(today);
          if (on.isAfter(today)) {
            throw SchakelProblem.of(List.of(new Issue("/on", Code.DATE_IN_FUTURE)));
          }
          if (on.isBefore(request.requestedOn())) {
            throw SchakelProblem.of(List.of(new Issue("/on", Code.PERIOD_REVERSED)));
          }
          rows.handOver(id, on, caller, now);
          var view = AccessRequestView.of(request, rows.handedOverOn(id), today);
          return gate.release(
              caller, LogAction.UPDATE, Action.READ, new OfFile<>(file.facts(), view));
        });
  }
}
