package be.schakel.alert;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that cannot wait, for whose duty list it is.
 *
 * @param kind what happened
 * @param referral the report it is about, if it is about one
 * @param told how many letters went out
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AlertView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> kind,
    @Label(DataCategory.RECEIPT) Optional<UUID> referral,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> raisedAt,
    @Label(DataCategory.RECEIPT) Optional<Integer> told,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> acknowledgedAt)
    implements OfNoCase {

  /** Several of them, newest first. */
  public record Several(
      @Label.Nested List<AlertView> items, @Label(DataCategory.RECEIPT) Optional<UUID> next)
      implements OfNoCase {}
}
