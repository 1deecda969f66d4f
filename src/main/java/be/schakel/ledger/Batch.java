package be.schakel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of the log: takes entries that have no place, adds them to the tree and signs it, all in
 * one transaction. What is killed halfway did not happen.
 */
@ApplicationScoped
class Batch {

  /** Entries; so many take about a second. */
  static final int MOST = 4_000;

  @Inject TreeTables tables;
  @Inject Published published;
  @Inject LogKeys keys;

  /**
   * @return the tree that was signed; empty when there was nothing to add or another node is at it
   * @throws StoppedLog when what is stored does not continue what was shown, or is damaged
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<SignedTree> add(Instant now) {
    if (!tables.takeTurn()) {
      return Optional.empty();
    }
    var epoch = tables.epoch();
    var last = tables.newest();
    published.compare(epoch, last);
    var entries = tables.unplaced(MOST);
    if (entries.isEmpty() && last.isPresent()) {
      return Optional.empty();
    }
    var size = last.map(SignedTree::size).orElse(0L);
    var growth = last.map(tables::verify).orElseGet(Growth::new);
    entries.forEach(entry -> growth.append(MerkleTree.leafHash(entry.commitment())));
    tables.place(epoch, size, entries);
    tables.add(epoch, growth.full());
    var checkpoint = new Checkpoint(keys.origin(epoch), growth.size(), growth.root());
    var tree = new SignedTree(epoch, checkpoint, keys.sign(epoch, checkpoint.text()));
    tables.add(tree, now);
    return Optional.of(tree);
  }
}
