package be.schakel.notice;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A subscription, for the partner that made it.
 *
 * @param waiting notices that are still on their way to it
 * @param dead those that nobody brings any more, until they are sent again
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SubscriptionView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> endpoint,
    @Label(DataCategory.RECEIPT) List<String> kinds,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> createdAt,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> endedAt,
    @Label(DataCategory.RECEIPT) Optional<Integer> waiting,
    @Label(DataCategory.RECEIPT) Optional<Integer> dead,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> lastDeliveredAt)
    implements OfNoCase {}
