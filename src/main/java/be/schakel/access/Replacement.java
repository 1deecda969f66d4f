package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.consent.Standing;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ConsentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a new consent puts in the place of earlier ones: those it names, and those that open exactly
 * the same. A wider one that stays is told to who records the new one: nothing narrows in silence,
 * and nothing that was to be narrowed goes on in silence. Pure.
 *
 * @param replaced the consents that end by it
 * @param issues what is wrong with what it names, and what stays
 */
record Replacement(List<Consent> replaced, List<Issue> issues) {

  Replacement {
    replaced = List.copyOf(replaced);
    issues = List.copyOf(issues);
  }

  /**
   * @param before what is on record without the new one
   * @param usable the new one can be used now: one whose first day is to come replaces only what it
   *     names
   */
  static Replacement of(
      NewConsent given, Consent next, boolean usable, StoredConsents before, Caller caller) {
    if (given.refused()) {
      return new Replacement(
          List.of(),
          given.replaces().isEmpty()
              ? List.of()
              : List.of(
                  new Issue(
                      "/replaces", Code.NOT_TOGETHER, "replaces", ConsentStatus.REFUSED.name())));
    }
    var candidates =
        before.about(next.child()).stream()
            .filter(consent -> consent.grantee().equals(next.grantee()))
            .filter(consent -> consent.status() == ConsentStatus.ACTIVE)
            .filter(consent -> before.owner() || isBy(caller, consent))
            .toList();
    var replaced = new ArrayList<Consent>();
    var issues = new ArrayList<Issue>();
    for (int at = 0; at < given.replaces().size(); at++) {
      var named = find(candidates, given.replaces().get(at));
      named.ifPresent(replaced::add);
      if (named.isEmpty()) {
        issues.add(new Issue("/replaces/" + at, Code.CONSENT_NOT_REPLACEABLE));
      }
    }
    for (var consent : candidates) {
      if (replaced.contains(consent)) {
        continue;
      }
      if (usable && opensTheSame(consent, next)) {
        replaced.add(consent);
      } else if (opensMore(consent, next)
          && before.standing(consent).state() == Standing.State.USABLE) {
        issues.add(new Issue("", Code.WIDER_CONSENT_REMAINS, consent.id().toString()));
      }
    }
    return new Replacement(replaced, issues);
  }

  /**
   * @throws SchakelProblem what is wrong with what it names
   */
  void refuseIfWrong() {
    if (issues.stream().anyMatch(issue -> !issue.code().isWarning())) {
      throw SchakelProblem.of(issues);
    }
  }

  private static boolean isBy(Caller caller, Consent consent) {
    return consent.recordedBy().equals(caller.partner().code());
  }

  private static Optional<Consent> find(List<Consent> candidates, UUID id) {
    return candidates.stream().filter(consent -> Objects.equals(consent.id(), id)).findFirst();
  }

  private static boolean opensTheSame(Consent old, Consent next) {
    return old.categories().equals(next.categories()) && old.purposes().equals(next.purposes());
  }

  private static boolean opensMore(Consent old, Consent next) {
    return old.categories().containsAll(next.categories())
        && old.purposes().containsAll(next.purposes())
        && !opensTheSame(old, next);
  }
}
