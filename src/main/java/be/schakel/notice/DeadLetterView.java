package be.schakel.notice;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A notice that nobody brings any more, after its last attempt failed. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeadLetterView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> partner,
    @Label(DataCategory.RECEIPT) Optional<UUID> subscription,
    @Label(DataCategory.RECEIPT) Optional<String> state,
    @Label(DataCategory.RECEIPT) Optional<Integer> attempts,
    @Label(DataCategory.RECEIPT) Optional<String> problem,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> attemptedAt,
    @Label.Nested Optional<NoticeView> notice)
    implements OfNoCase {}
