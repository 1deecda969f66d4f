package be.schakel.audit;

import be.schakel.disclosure.External;
import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A disclosure outside the gateway, as its centre put it on record. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> referral,
    @Label(DataCategory.DISCLOSURE_LOG) List<UUID> children,
    @Label(DataCategory.DISCLOSURE_LOG) List<DataCategory> categories,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LegalGround> ground,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<External> external,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> recordedAt) {}
