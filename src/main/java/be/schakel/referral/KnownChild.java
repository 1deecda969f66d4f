package be.schakel.referral;

import java.util.Optional;
import java.util.UUID;

/**
 * A child of a report that is not taken back, found by a hash, and no more of it than somebody
 * needs who must tell its centre.
 *
 * @param vk the code of the centre that has the report
 * @param related whether the asker may know already that it is this child: its own report, or a
 *     consent or ground that opens who the child is
 */
public record KnownChild(UUID referral, UUID child, Optional<String> vk, boolean related) {}
