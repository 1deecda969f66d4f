package be.schakel.medical;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.edge.Streamed;
import be.schakel.vocabulary.DataCategory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A document with its bytes, as somebody may have it: all of it, or nothing.
 *
 * @param suppliers who sent it
 * @param readers the partners for which it is meant, besides the owner VK; empty when all
 * @param newestOf the children of whom it is the newest of its category
 */
@Streamed
public record DocumentView(
    @Label.Id Optional<UUID> id,
    @Label.Id List<UUID> childIds,
    @Label.Basis List<String> suppliers,
    @Label.Basis Optional<List<String>> readers,
    @Label.Basis List<UUID> newestOf,
    @Label.Id Optional<UUID> referral,
    @Label.Named Optional<DataCategory> category,
    @Label.Named Optional<String> contentType,
    @Label.Named Optional<String> title,
    @Label.Named Optional<Long> size,
    @Label.Named Optional<String> sha256,
    @Label.Named Optional<DocumentBytes> bytes)
    implements Part {

  @Override
  public Collection<UUID> about() {
    return childIds;
  }

  @Override
  public Optional<Collection<String>> ownTo() {
    return Optional.of(List.copyOf(suppliers));
  }

  @Override
  public Optional<Collection<String>> onlyFor() {
    return readers.map(only -> only);
  }
}
