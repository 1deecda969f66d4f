package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * That consent, conference and break-glass count again.
 *
 * @param reopenedAt RFC 3339, Europe/Brussels
 */
public record ReopeningView(@Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> reopenedAt)
    implements OfNoCase {}
