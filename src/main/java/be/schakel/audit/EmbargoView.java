package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.EmbargoCause;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a centre keeps from a person for a time, and why: for that centre alone. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EmbargoView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> child,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<EmbargoCause> cause,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> from,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> to,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> recordedAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> until,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> liftedAt,
    @Label(DataCategory.HELP_CONTENT) Optional<String> reason) {}
