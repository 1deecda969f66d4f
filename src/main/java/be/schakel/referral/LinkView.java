package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.ChildLink;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * That a child is one with a child of another report, for the owner VK of both alone.
 *
 * @param id of the link
 * @param child the id of the other record
 * @param type what the other record is to this one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LinkView(
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> id,
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> referral,
    @Label(DataCategory.HELP_CONTENT) Optional<ChildLink> type,
    @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> since) {}
