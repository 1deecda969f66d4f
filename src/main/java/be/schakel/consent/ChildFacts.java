package be.schakel.consent;

import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartialDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is on record about a child and decides who must consent for it.
 *
 * @param key the child's key within the referral
 * @param birthDate as far as it is known; empty too for a child not born yet
 * @param unborn recorded as not born yet
 * @param expectedBirthDate of a child recorded as not born yet
 * @param carers the persons on record about this child
 * @param caseClosedOn the day the case was closed, Europe/Brussels; empty while it is open
 */
public record ChildFacts(
    String key,
    Optional<PartialDate> birthDate,
    boolean unborn,
    Optional<PartialDate> expectedBirthDate,
    Capacity capacity,
    List<Carer> carers,
    Optional<LocalDate> caseClosedOn) {

  public ChildFacts {
    Objects.requireNonNull(key);
    Objects.requireNonNull(birthDate);
    Objects.requireNonNull(expectedBirthDate);
    Objects.requireNonNull(capacity);
    carers = List.copyOf(carers);
    Objects.requireNonNull(caseClosedOn);
  }

  /**
   * The same with what the centre put on record since.
   *
   * <p>Keys are places then: {@code 0} for the child, {@code n} for the n-th person.
   *
   * @param newest of each kind and person one
   */
  public ChildFacts with(List<Fact> newest) {
    var judged = capacity;
    var people = new ArrayList<>(carers);
    for (var fact : newest) {
      if (fact.kind() == Fact.Kind.CAPACITY) {
        judged = Capacity.valueOf(fact.value());
      } else {
        people.replaceAll(
            carer -> carer.key().equals(String.valueOf(fact.person())) ? carer.with(fact) : carer);
      }
    }
    return new ChildFacts(key, birthDate, unborn, expectedBirthDate, judged, people, caseClosedOn);
  }

  /** Whether the child can judge for itself (decree of 7 May 2004, art. 4). */
  public enum Capacity {
    /** Nobody assessed it: the age decides. */
    PRESUMED_BY_AGE,
    ASSESSED_CAPABLE,
    ASSESSED_INCAPABLE
  }

  /**
   * A parent, guardian or carer.
   *
   * @param key within the referral; empty when the person has none and so gave nothing
   * @param role {@code OTHER_CARER} when none is on record
   * @param authority {@code UNKNOWN} when none is on record
   * @param delegationDocumented a document about delegated authority is on record
   * @param disagrees recorded as not agreeing with disclosures about the child
   * @param allegedPerpetrator as set by the owner centre; a reporter's word does not make it so
   */
  public record Carer(
      String key,
      ParentalRole role,
      AuthorityStatus authority,
      boolean delegationDocumented,
      boolean disagrees,
      boolean allegedPerpetrator) {

    public Carer {
      Objects.requireNonNull(key);
      Objects.requireNonNull(role);
      Objects.requireNonNull(authority);
    }

    /** As a submission describes a person. */
    public static Carer of(
        Optional<String> key, Optional<ParentalRole> role, Optional<AuthorityStatus> authority) {
      return new Carer(
          key.orElse(""),
          role.orElse(ParentalRole.OTHER_CARER),
          authority.orElse(AuthorityStatus.UNKNOWN),
          false,
          false,
          false);
    }

    private Carer with(Fact fact) {
      return switch (fact.kind()) {
        case AUTHORITY ->
            new Carer(
                key,
                role,
                AuthorityStatus.valueOf(fact.value()),
                delegationDocumented,
                disagrees,
                allegedPerpetrator);
        case DELEGATION_DOCUMENTED ->
            new Carer(key, role, authority, fact.isTrue(), disagrees, allegedPerpetrator);
        case DISAGREES ->
            new Carer(
                key, role, authority, delegationDocumented, fact.isTrue(), allegedPerpetrator);
        case ALLEGED_PERPETRATOR ->
            new Carer(key, role, authority, delegationDocumented, disagrees, fact.isTrue());
        case CAPACITY, SECRET_ADDRESS -> this;
      };
    }

    boolean isParent() {
      return switch (role) {
        case MOTHER, FATHER, CO_PARENT, ADOPTIVE_PARENT -> true;
        case GUARDIAN, PROVISIONAL_GUARDIAN, FOSTER_PARENT, STEP_PARENT, OTHER_CARER -> false;
      };
    }

    boolean isGuardian() {
      return (role == ParentalRole.GUARDIAN || role == ParentalRole.PROVISIONAL_GUARDIAN)
          && !lostAuthority();
    }

    /** On record as holding parental authority, so that nobody may leave them out. */
    boolean isRecordedHolder() {
      return isParent()
          && (authority == AuthorityStatus.HOLDS || authority == AuthorityStatus.SHARED);
    }

    /** On record as a parent without authority: the other holds it alone. */
    boolean lostAuthority() {
      return authority == AuthorityStatus.DEPRIVED || authority == AuthorityStatus.EXCLUSIVE_OTHER;
    }

    /**
     * Whether a consent of this person for the child counts. A parent holds authority by law until
     * something else is on record; nobody else does.
     */
    boolean mayGive() {
      if (lostAuthority()) {
        return false;
      }
      if (isGuardian()) {
        return true;
      }
      var delegated = authority == AuthorityStatus.DELEGATED;
      if (isParent()) {
        return !delegated || delegationDocumented;
      }
      return role == ParentalRole.FOSTER_PARENT && delegated && delegationDocumented;
    }
  }
}
