package be.schakel.notice;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice, as it leaves: what its recipient was found to be told when it happened, and nothing of
 * the case itself.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NoticeView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> kind,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> at,
    @Label(DataCategory.RECEIPT) Optional<UUID> referral,
    @Label(DataCategory.RECEIPT) Optional<Map<String, String>> codes)
    implements OfNoCase {}
