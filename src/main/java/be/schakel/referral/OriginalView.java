package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was sent by FHIR itself, for who sent it and the owner VK: its bytes stay where they are.
 *
 * @param senders whose own it is
 * @param childIds the children of the report
 * @param changes what was understood otherwise than it was written, with places in it (FHIRPath)
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OriginalView(
    @Label.Basis List<String> senders,
    @JsonIgnore @Label(DataCategory.RECEIPT) List<UUID> childIds,
    @Label(DataCategory.RECEIPT) Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> contentType,
    @Label(DataCategory.RECEIPT) Optional<Long> size,
    @Label(DataCategory.RECEIPT) Optional<String> sha256,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> receivedAt,
    @Label(DataCategory.RECEIPT) Optional<String> sender,
    @Label(DataCategory.RECEIPT) List<Issue> changes)
    implements Part {

  @Override
  public Collection<UUID> about() {
    return childIds;
  }

  @Override
  public Optional<Collection<String>> ownTo() {
    return Optional.of(senders);
  }
}
