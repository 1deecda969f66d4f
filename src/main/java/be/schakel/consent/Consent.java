package be.schakel.consent;

import be.schakel.vocabulary.ConsentMethod;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A consent on record: these givers let this partner have these categories of this child's data for
 * these purposes (disclosure policy 5.4).
 *
 * @param givers keys within the referral: of persons, or of the child itself
 * @param grantee the code of one partner; there is no wildcard
 * @param validFrom first day, Europe/Brussels
 * @param validTo last day, included
 * @param language the language it was explained in (BCP 47)
 * @param status as recorded; whether it may be used is {@link ConsentRules#standing}'s answer
 * @param recordedBy code of the partner that recorded it
 */
public record Consent(
    UUID id,
    UUID referral,
    UUID child,
    Set<String> givers,
    String grantee,
    Set<DataCategory> categories,
    Set<Purpose> purposes,
    LocalDate validFrom,
    LocalDate validTo,
    Optional<ConsentMethod> method,
    Optional<String> language,
    ConsentStatus status,
    boolean otherParentPresumption,
    String recordedBy,
    Instant recordedAt) {

  public Consent {
    Objects.requireNonNull(id);
    Objects.requireNonNull(referral);
    Objects.requireNonNull(child);
    givers = Set.copyOf(givers);
    Objects.requireNonNull(grantee);
    categories = Set.copyOf(categories);
    purposes = Set.copyOf(purposes);
    Objects.requireNonNull(validFrom);
    Objects.requireNonNull(validTo);
    Objects.requireNonNull(method);
    Objects.requireNonNull(language);
    Objects.requireNonNull(status);
    Objects.requireNonNull(recordedBy);
    Objects.requireNonNull(recordedAt);
  }

  /** Whose own it is; a refusal is not told to whom it would have been given. */
  public List<String> concerned() {
    return status == ConsentStatus.REFUSED ? List.of(recordedBy) : List.of(recordedBy, grantee);
  }

  /** The same as somebody refused it. */
  public Consent refused() {
    return as(ConsentStatus.REFUSED, givers);
  }

  /** The same without one of its givers. */
  Consent without(String giver) {
    var rest = new HashSet<>(givers);
    rest.remove(giver);
    return as(status, rest);
  }

  /** The same at another moment of its life. */
  public Consent as(ConsentStatus became, Set<String> by) {
    return new Consent(
        id,
        referral,
        child,
        by,
        grantee,
        categories,
        purposes,
        validFrom,
        validTo,
        method,
        language,
        became,
        otherParentPresumption,
        recordedBy,
        recordedAt);
  }
}
