package be.schakel.disclosure;

import be.schakel.vocabulary.DisclosureWay;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an entry says of a disclosure that went past the gateway: by telephone, on paper, at a
 * conference, on the order of a court. The entry's partner is the centre that recorded it.
 *
 * @param id of the recording: the entries about several children share it
 * @param recipient the registered partner that got it
 * @param authority who got it where that is no partner: a function, never a person's name
 * @param occurredAt when it was told or handed over; the entry's own time is that of the recording
 * @param documents the SHA-256 of each document that went along, in hexadecimal digits
 * @param corrects the recording that this one replaces
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record External(
    UUID id,
    DisclosureWay way,
    Optional<DisclosureEntry.Party> recipient,
    Optional<String> authority,
    Instant occurredAt,
    List<String> documents,
    Optional<UUID> corrects) {

  public External {
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    documents = List.copyOf(documents);
  }
}
