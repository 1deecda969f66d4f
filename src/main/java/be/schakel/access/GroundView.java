package be.schakel.access;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.ConsentAttempt;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A ground other than consent as the centre that recorded it sees it.
 *
 * @param article the law that it rested on when it was recorded
 * @param validUntil of a danger that waits for a second person: until when
 * @param partner whom it is for; for a conference see {@code participants}
 * @param decidedAt when a second person confirmed it, or a person released it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GroundView(
    @Label(DataCategory.RECEIPT) Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<LegalGround> ground,
    @Label(DataCategory.RECEIPT) Optional<LocalizedText> article,
    @Label(DataCategory.RECEIPT) Optional<GroundState> state,
    @Label(DataCategory.RECEIPT) Optional<UUID> child,
    @Label(DataCategory.RECEIPT) Optional<String> partner,
    @Label(DataCategory.RECEIPT) List<String> participants,
    @Label(DataCategory.RECEIPT) List<DataCategory> categories,
    @Label.Nested Optional<Evidence> evidence,
    @Label.Nested Optional<Request> request,
    @Label(DataCategory.HELP_CONTENT) Optional<String> legalBasis,
    @Label(DataCategory.RECEIPT) Optional<Instant> validFrom,
    @Label(DataCategory.RECEIPT) Optional<Instant> validUntil,
    @Label(DataCategory.RECEIPT) Optional<Instant> recordedAt,
    @Label(DataCategory.RECEIPT) Optional<Instant> decidedAt,
    @Label(DataCategory.RECEIPT) Optional<Instant> endedAt) {

  /** What it rests on. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Evidence(
      @Label(DataCategory.CONSENT) Optional<Boolean> verontrusting,
      @Label(DataCategory.HELP_CONTENT) Optional<String> necessity,
      @Label.Nested Optional<Attempt> consentAttempt,
      @Label(DataCategory.CONSENT) Optional<Boolean> listedOffence,
      @Label(DataCategory.CONSENT) Optional<Boolean> acuteDanger,
      @Label(DataCategory.CONSENT) Optional<Boolean> seriousImminent,
      @Label(DataCategory.CONSENT) Optional<Boolean> cannotProtect,
      @Label(DataCategory.HELP_CONTENT) Optional<String> motivation) {

    static Evidence of(NewGround.Evidence told) {
      return new Evidence(
          told.verontrusting(),
          told.necessity(),
          told.consentAttempt()
              .map(
                  attempt ->
                      new Attempt(
                          Optional.of(attempt.date()),
                          Optional.of(attempt.result()),
                          Optional.of(attempt.reason()))),
          told.listedOffence(),
          told.acuteDanger(),
          told.seriousImminent(),
          told.cannotProtect(),
          told.motivation());
    }
  }

  /** How consent was sought. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Attempt(
      @Label(DataCategory.CONSENT) Optional<LocalDate> date,
      @Label(DataCategory.CONSENT) Optional<ConsentAttempt> result,
      @Label(DataCategory.HELP_CONTENT) Optional<String> reason) {}

  /** A magistrate's written request. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Request(
      @Label(DataCategory.JUDICIAL) Optional<String> reference,
      @Label(DataCategory.JUDICIAL) Optional<LocalDate> date,
      @Label(DataCategory.JUDICIAL) Optional<String> magistrate) {}
}
