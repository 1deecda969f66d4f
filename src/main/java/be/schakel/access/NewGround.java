package be.schakel.access;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ConsentAttempt;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A legal ground with its evidence, as somebody at the centre writes it down.
 *
 * @param child its id or key; none means all of the report
 * @param partner the code of whom it is for
 * @param validUntil its last day, or the time of its end
 */
@SchemaName("GroundSubmission")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewGround(
    LegalGround ground,
    Optional<String> child,
    String partner,
    List<DataCategory> categories,
    Optional<Evidence> evidence,
    Optional<String> validUntil) {

  public NewGround {
    categories = List.copyOf(categories);
  }

  /**
   * What the law asks for: of shared secrecy the first three (decree of 12 July 2013, art. 74), of
   * a danger to a minor the others (Criminal Code, old art. 458bis).
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Evidence(
      Optional<Boolean> verontrusting,
      Optional<String> necessity,
      Optional<Attempt> consentAttempt,
      Optional<Boolean> listedOffence,
      Optional<Boolean> acuteDanger,
      Optional<Boolean> seriousImminent,
      Optional<Boolean> cannotProtect,
      Optional<String> motivation) {

    static final Evidence NONE =
        new Evidence(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** That consent was sought, and why it was not obtained. */
  public record Attempt(LocalDate date, ConsentAttempt result, String reason) {}

  Evidence told() {
    return evidence.orElse(Evidence.NONE);
  }
}
