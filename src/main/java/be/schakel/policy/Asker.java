package be.schakel.policy;

import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.Objects;
import java.util.Set;

/**
 * What the policy needs to know of who asks.
 *
 * @param partner the immutable partner code
 * @param registered the purposes the partner is registered for
 * @param professional the asserted id of the person who acts; empty for unattended work
 * @param role the professional's role, a lower-case word; an unknown one gives no right
 * @param unattended no person acts
 * @param purpose the one purpose of this request
 */
public record Asker(
    String partner,
    PartnerKind kind,
    Set<Purpose> registered,
    String professional,
    String role,
    boolean unattended,
    Purpose purpose) {

  public Asker {
    Objects.requireNonNull(partner);
    Objects.requireNonNull(kind);
    registered = Set.copyOf(registered);
    Objects.requireNonNull(professional);
    Objects.requireNonNull(role);
    Objects.requireNonNull(purpose);
  }

  /** Somebody who might ask. */
  public static Asker foreseen(Partner partner, String role, Purpose purpose) {
    return new Asker(partner.code(), partner.kind(), partner.purposes(), "", role, false, purpose);
  }

  public static Asker of(Caller caller) {
    return new Asker(
        caller.partner().code(),
        caller.partner().kind(),
        caller.partner().purposes(),
        caller.professional().id(),
        caller.professional().role(),
        caller.unattended(),
        caller.purpose());
  }
}
