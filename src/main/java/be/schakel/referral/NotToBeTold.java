package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody whom nobody tells about a child, because of the flag of alleged perpetrator: for the
 * centre alone, which set the flag.
 *
 * @param person key in the report
 */
public record NotToBeTold(
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
    @Label(DataCategory.HELP_CONTENT) Optional<String> person) {}
