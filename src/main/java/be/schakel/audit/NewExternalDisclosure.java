package be.schakel.audit;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A centre tells what it disclosed outside the gateway.
 *
 * @param children ids of the report's children that it was about; none means all of them
 * @param ground none where a court or an investigating judge ordered it
 * @param documents the SHA-256 of each document that went along, in hexadecimal digits
 * @param corrects the id of an earlier recording that this one replaces
 */
@SchemaName("ExternalDisclosureSubmission")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record NewExternalDisclosure(
    UUID referral,
    List<String> children,
    DisclosureWay way,
    Recipient recipient,
    List<DataCategory> categories,
    Optional<LegalGround> ground,
    OffsetDateTime occurredAt,
    List<String> documents,
    Optional<UUID> corrects) {

  /**
   * Who got it.
   *
   * @param partner the code of a registered partner
   * @param authority the function of somebody who is none
   */
  record Recipient(Optional<String> partner, Optional<String> authority) {}

  NewExternalDisclosure {
    children = List.copyOf(children);
    categories = List.copyOf(categories);
    documents = List.copyOf(documents);
  }
}
