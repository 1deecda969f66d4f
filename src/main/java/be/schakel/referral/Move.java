package be.schakel.referral;

import static be.schakel.vocabulary.ReferralStatus.ADVICE_GIVEN;
import static be.schakel.vocabulary.ReferralStatus.CLOSED;
import static be.schakel.vocabulary.ReferralStatus.RECEIVED;
import static be.schakel.vocabulary.ReferralStatus.RETRACTED;
import static be.schakel.vocabulary.ReferralStatus.ROUTING_REQUIRED;
import static be.schakel.vocabulary.ReferralStatus.TAKEN_UP;
import static be.schakel.vocabulary.ReferralStatus.TRANSFERRED;

import be.schakel.partner.Caller;
import be.schakel.vocabulary.ReferralStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done about a report that is under way, who may do it, and from where: the submitter
 * alone changes what it asked for, the centre alone says how far that is (FHIR Clinical Order
 * Workflows: a Request is only changed by its maker). The table stands in the FHIR guide too, and a
 * test holds the two together. Pure.
 */
enum Move {
  RECEIVE(Actor.CENTRE, RECEIVED),
  TAKE_UP(Actor.CENTRE, TAKEN_UP),
  GIVE_ADVICE(Actor.CENTRE, ADVICE_GIVEN),
  TRANSFER(Actor.CENTRE, TRANSFERRED),
  CLOSE(Actor.CENTRE, CLOSED),
  /** Wants to know more. */
  ASK(Actor.CENTRE),
  /** It asked too much, or the wrong one: counts at once. */
  TAKE_BACK_QUESTION(Actor.CENTRE),
  /** Tells more, asked or not. */
  TELL(Actor.SUBMITTER),
  /** Counts at once, whoever works on it: the centre that has it keeps it, all others lose it. */
  TAKE_BACK(Actor.SUBMITTER),
  /** Leaves to the centre that worked on it whether it stops, and with it what others see. */
  REQUEST_CANCELLATION(Actor.SUBMITTER),
  ACCEPT_CANCELLATION(Actor.CENTRE),
  REFUSE_CANCELLATION(Actor.CENTRE);

  /** Who somebody is to a report; a centre that registered its own is both, others are neither. */
  enum Actor {
    SUBMITTER,
    /** That has it now: after a transfer the one it went to, all of them until one has it. */
    CENTRE;

    static Set<Actor> of(Caller caller, Referral referral) {
      var who = EnumSet.noneOf(Actor.class);
      var partner = caller.partner();
      if (referral.head().partner().equals(partner.code())) {
        who.add(SUBMITTER);
      }
      if (referral.ownedBy(partner.code(), partner.kind())) {
        who.add(CENTRE);
      }
      return who;
    }
  }

  /**
   * Where a report stands between the two.
   *
   * @param worked whether it ever was taken up or advised about
   * @param undecided whether a request to cancel it waits
   */
  record Standing(ReferralStatus status, boolean worked, boolean undecided) {

    Standing {
      worked |= in(status, TAKEN_UP, ADVICE_GIVEN, CLOSED);
    }
  }

  private final Actor actor;
  private final Optional<ReferralStatus> to;

  Move(Actor actor) {
    this.actor = actor;
    this.to = Optional.empty();
  }

  Move(Actor actor, ReferralStatus to) {
    this.actor = actor;
    this.to = Optional.of(to);
  }

  /** Whether it can be made by somebody who is this to a report that stands there. */
  boolean isOpen(Set<Actor> who, Standing at) {
    var status = at.status();
    return who.contains(actor)
        && switch (this) {
          case RECEIVE -> in(status, ROUTING_REQUIRED, TRANSFERRED);
          case TAKE_UP -> in(status, RECEIVED, ADVICE_GIVEN, CLOSED);
          case GIVE_ADVICE, TRANSFER -> in(status, RECEIVED, TAKEN_UP);
          case CLOSE -> in(status, TAKEN_UP, ADVICE_GIVEN);
          case ASK -> waitsForAnswers(status);
          case TAKE_BACK_QUESTION, TELL -> status != RETRACTED;
          // Once more is harmless
          case TAKE_BACK -> true;
          case REQUEST_CANCELLATION -> status != RETRACTED && at.worked();
          case ACCEPT_CANCELLATION, REFUSE_CANCELLATION -> status != RETRACTED && at.undecided();
        };
  }

  /**
   * Whether a centre has something to do there for which it may need an answer. What a secret
   * address hides, between {@code RECEIVED} and {@code TRANSFERRED}, makes no difference.
   */
  static boolean waitsForAnswers(ReferralStatus status) {
    return in(status, ROUTING_REQUIRED, RECEIVED, TAKEN_UP, TRANSFERRED);
  }

  /** Where a centre can bring a report from where it stands. */
  static List<ReferralStatus> statuses(ReferralStatus from) {
    var at = new Standing(from, false, false);
    return Arrays.stream(values())
        .filter(move -> move.to.isPresent() && move.isOpen(EnumSet.of(Actor.CENTRE), at))
        .flatMap(move -> move.to.stream())
        .toList();
  }

  private static boolean in(ReferralStatus status, ReferralStatus... those) {
    return Arrays.asList(those).contains(status);
  }
}
