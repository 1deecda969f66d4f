package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import java.util.Optional;

/**
 * An entry about what its recipient was given, and the salt under which its leaf commits to it.
 *
 * @param entry canonical JSON, as it was hashed
 * @param salt base64url
 */
public record OpeningView(
    @Label(DataCategory.RECEIPT) Optional<String> entry,
    @Label(DataCategory.RECEIPT) Optional<String> salt)
    implements OfNoCase {}
