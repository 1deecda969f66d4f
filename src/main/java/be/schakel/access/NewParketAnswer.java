package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person at a centre answers to a parket's request.
 *
 * @param referral of which basic data are given; none: there is nothing to give
 * @param child its id or key in that report; none means the child that was asked about
 * @param reason why nothing is given; stays at the centre
 */
@SchemaName("ParketAnswerSubmission")
public record NewParketAnswer(
    Optional<UUID> referral, Optional<String> child, Optional<String> reason) {}
