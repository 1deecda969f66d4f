package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The receipt of what was added to a report: a contribution, with its version and document, or a
 * development.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdditionView(
    @Label(DataCategory.RECEIPT) Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<Integer> version,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> recordedAt,
    @Label.Nested Optional<ReceiptView.StoredDocument> document,
    @Label.Nested List<ReceiptView.StoredDocument> documents) {}
