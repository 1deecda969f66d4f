package be.schakel.lookup;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LookUpContext;
import be.schakel.vocabulary.PartnerKind;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A look-up as the people of a centre see it.
 *
 * @param callBack the telephone at which to call back, where one was given
 */
public record LookUpSeen(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> at,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<PartnerKind> kind,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> role,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LookUpContext> context,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> callBack) {}
