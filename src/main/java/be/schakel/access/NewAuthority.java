package be.schakel.access;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.AuthorityStatus;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether a person holds authority over a child, and whether that person disagrees.
 *
 * @param delegationDocument reference of the document that delegates it
 * @param evidence what shows it
 */
@SchemaName("NewAuthority")
public record NewAuthority(
    String person,
    Optional<AuthorityStatus> authority,
    Optional<String> delegationDocument,
    Optional<Boolean> disagrees,
    String evidence,
    Optional<LocalDate> reviewOn) {}
