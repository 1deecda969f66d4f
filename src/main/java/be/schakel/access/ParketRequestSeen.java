package be.schakel.access;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A parket's written request as the people of a centre see it, who answer it.
 *
 * @param known reports of this centre about that child
 * @param given whether this centre gave something; none until somebody answered
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParketRequestSeen(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> at,
    @Label(DataCategory.RECEIPT) Optional<String> parket,
    @Label(DataCategory.JUDICIAL) Optional<String> reference,
    @Label(DataCategory.JUDICIAL) Optional<String> magistrate,
    @Label(DataCategory.JUDICIAL) Optional<LocalDate> date,
    @Label(DataCategory.JUDICIAL) Optional<String> reason,
    @Label(DataCategory.CHILD_ID) Optional<String> insz,
    @Label(DataCategory.CHILD_ID) Optional<String> familyName,
    @Label(DataCategory.CHILD_ID) Optional<String> givenName,
    @Label(DataCategory.CHILD_ID) Optional<LocalDate> birthDate,
    @Label(DataCategory.RECEIPT) List<UUID> known,
    @Label(DataCategory.RECEIPT) Optional<Boolean> given) {}
