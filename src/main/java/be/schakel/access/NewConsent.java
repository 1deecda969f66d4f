package be.schakel.access;

import be.schakel.consent.GivenConsent;
import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ConsentMethod;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A consent or a refusal about a child of a stored report.
 *
 * @param referral needed where the child is named by key
 * @param child key or id
 * @param givers keys of persons, or key or id of the child; of a refusal, who refused
 * @param interpreter it was explained with an interpreter
 * @param informedItems what they were told about
 * @param evidenceHash digest of the signed paper or of the recording
 * @param replaces ids of earlier consents of the same child and grantee that end by this one
 * @param status {@code ACTIVE} when absent, or {@code REFUSED}
 */
@SchemaName("NewConsent")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewConsent(
    Optional<UUID> referral,
    String child,
    List<String> givers,
    String grantee,
    List<DataCategory> categories,
    List<Purpose> purposes,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validTo,
    Optional<ConsentMethod> method,
    Optional<String> language,
    Optional<Boolean> interpreter,
    List<String> informedItems,
    Optional<String> evidenceHash,
    Optional<Boolean> otherParentPresumption,
    Optional<ConsentStatus> status,
    List<UUID> replaces) {

  public NewConsent {
    replaces = List.copyOf(replaces);
  }

  boolean refused() {
    return status.filter(ConsentStatus.REFUSED::equals).isPresent();
  }

  /** As a consent that comes with a report. */
  GivenConsent given(List<String> by) {
    return new GivenConsent(
        child,
        by,
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
