package be.schakel.consent;

import be.schakel.vocabulary.ConsentMethod;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A consent as a partner hands it in, not checked yet.
 *
 * @param child key of the child it is about
 * @param givers keys of persons, or of the child itself
 * @param grantee code of the partner that may read
 * @param validFrom first day, Europe/Brussels; today when absent
 * @param validTo last day, included
 * @param language the language it was explained in (BCP 47)
 * @param otherParentPresumption the consent of a parent who is not on record is presumed; true when
 *     absent
 */
public record GivenConsent(
    String child,
    List<String> givers,
    String grantee,
    List<DataCategory> categories,
    List<Purpose> purposes,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    Optional<ConsentMethod> method,
    Optional<String> language,
    Optional<Boolean> otherParentPresumption) {

  public GivenConsent {
    givers = List.copyOf(givers);
    categories = List.copyOf(categories);
    purposes = List.copyOf(purposes);
  }

  /** The same, its givers named otherwise. */
  public GivenConsent givenBy(List<String> named) {
    return new GivenConsent(
        child,
        named,
        grantee,
        categories,
        purposes,
        validFrom,
        validTo,
        method,
        language,
        otherParentPresumption);
  }
}
