package be.schakel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What everybody may see of the log: checkpoints, tiles and keys, as c2sp.org/tlog-tiles says. It
 * holds commitments, so nothing about anybody.
 *
 * <p>Each epoch is a log of its own; 0 is the first.
 */
@ApplicationScoped
public class PublicLog {

  @Inject TreeTables tables;
  @Inject Published published;
  @Inject LogKeys keys;
  @Inject Witnesses witnesses;

  /**
   * An epoch of the log.
   *
   * @param statement a signed note: why it was opened, what the last good checkpoint before it was
   *     and which entries are known lost; none for the first
   */
  public record Epoch(int epoch, String origin, Instant openedAt, Optional<String> statement) {}

  /** The newest checkpoint, with its signatures. */
  public Optional<String> checkpoint(int epoch) {
    return signed(epoch).map(tree -> tree.note().toString());
  }

  /** The name of the log that is written now. */
  public String origin() {
    return published
        .newest()
        .map(tree -> tree.checkpoint().origin())
        .orElseGet(() -> keys.origin(0));
  }

  /** The newest tree that everybody may see. */
  Optional<SignedTree> signed(int epoch) {
    var newest = published.newest().filter(tree -> tree.epoch() == epoch);
    return newest.isPresent()
        ? newest.flatMap(witnesses::witnessed)
        : ended(epoch).map(witnesses::cosigned);
  }

  /** An epoch that ended shows the last checkpoint that it had. */
  private Optional<SignedTree> ended(int epoch) {
    return tables.epochs().stream()
        .flatMap(next -> next.shownBefore().stream())
        .map(note -> SignedTree.of(epoch, Note.parse(note)))
        .filter(tree -> tree.checkpoint().origin().equals(keys.origin(epoch)))
        .findFirst();
  }

  /**
   * The bytes of a tile or of a bundle of entries: for one path always the same.
   *
   * @param path below {@code tile/}
   */
  public Optional<byte[]> tile(int epoch, String path) {
    return Tile.parse(path)
        .flatMap(
            tile -> {
              var isBundle = tile.level() == Tile.ENTRIES;
              var found = isBundle ? tables.commitments(epoch, tile) : tables.find(epoch, tile);
              return found.size() == tile.width()
                  ? Optional.of(isBundle ? Tile.bundle(found) : Tile.bytes(found))
                  : Optional.empty();
            });
  }

  /** The key that signs, as one line. */
  public Optional<String> vkey(int epoch) {
    return lines(epoch, 1);
  }

  /** Every key whose signatures are good, the present one first. */
  public Optional<String> vkeys(int epoch) {
    return lines(epoch, Integer.MAX_VALUE);
  }

  /** The keys of the registered witnesses, a line each; nothing where there is none. */
  public String witnessKeys() {
    return witnesses.all().stream().map(each -> each.key() + "\n").collect(Collectors.joining());
  }

  /** Every epoch, the first one first. */
  public List<Epoch> epochs() {
    return tables.epochs().stream()
        .map(
            row ->
                new Epoch(row.epoch(), keys.origin(row.epoch()), row.openedAt(), row.statement()))
        .toList();
  }

  private Optional<String> lines(int epoch, int most) {
    if (epoch > tables.epoch()) {
      return Optional.empty();
    }
    return Optional.of(
        keys.verifiers(epoch).stream()
            .limit(most)
            .map(key -> key + "\n")
            .collect(Collectors.joining()));
  }
}
