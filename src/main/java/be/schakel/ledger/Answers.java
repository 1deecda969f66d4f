package be.schakel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * What the recipient of an answer can ask about its entries: their leaves, their proofs and what
 * they say. For anybody else there is nothing, and of an entry that was destroyed nobody is the
 * recipient any more.
 */
@ApplicationScoped
public class Answers {

  private static final String OF_ANSWER =
      "select leaf, partner from ledger_entry where answer = :root order by id";

  /** Of an answer with one entry the leaf is the root, and that is indexed already. */
  private static final String BY_LEAF =
      """
      select e.entry, e.salt, p.epoch, p.place
        from (select id, entry, salt, partner from ledger_entry where answer = :leaf and leaf = :leaf
              union all
              select id, entry, salt, partner from ledger_entry where leaf = :leaf and leaf <> answer) e
        left join ledger_position p on p.entry = e.id
       where e.partner = :recipient""";

  @Inject Jdbi db;
  @Inject TreeTables tables;
  @Inject PublicLog log;

  /**
   * An entry and the salt under which its leaf commits to it.
   *
   * @param entry canonical JSON
   */
  public record Opening(String entry, byte[] salt) {}

  /**
   * A proof, or that there is none yet.
   *
   * @param text a {@code .tlog-proof}; empty until the entry stands in a tree that was shown
   */
  public record Proof(Optional<String> text) {}

  private record Found(String entry, byte[] salt, Optional<SequencedAt> at) {}

  private record SequencedAt(int epoch, long place) {}

  private record Leaf(byte[] hash, String partner) {}

  /** The leaves of the answer with that root, in order; none for who is not its recipient. */
  public List<byte[]> leaves(byte[] root, String recipient) {
    var leaves =
        db.withHandle(
            handle ->
                handle
                    .createQuery(OF_ANSWER)
                    .bind("root", root)
                    .map((row, context) -> new Leaf(row.getBytes("leaf"), row.getString("partner")))
                    .list());
    return leaves.stream().anyMatch(leaf -> recipient.equals(leaf.partner()))
        ? leaves.stream().map(Leaf::hash).toList()
        : List.of();
  }

  /** That the entry of a leaf is in the log; empty for who is not its recipient. */
  public Optional<Proof> proof(byte[] leaf, String recipient) {
    return find(leaf, recipient).map(found -> new Proof(found.at().flatMap(this::proof)));
  }

  /** What a leaf commits to; empty for who is not its recipient. */
  public Optional<Opening> opening(byte[] leaf, String recipient) {
    return find(leaf, recipient).map(found -> new Opening(found.entry(), found.salt()));
  }

  private Optional<String> proof(SequencedAt at) {
    return log.signed(at.epoch())
        .filter(signed -> signed.size() > at.place())
        .map(
            signed ->
                Checkpoint.proof(
                    at.place(),
                    tables.tree(at.epoch(), signed.size()).inclusion(at.place()),
                    signed.note()));
  }

  private Optional<Found> find(byte[] leaf, String recipient) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(BY_LEAF)
                .bind("leaf", leaf)
                .bind("recipient", recipient)
                .map(
                    (row, context) -> {
                      var epoch = row.getObject("epoch", Integer.class);
                      var place = row.getLong("place");
                      return new Found(
                          row.getString("entry"),
                          row.getBytes("salt"),
                          Optional.ofNullable(epoch).map(one -> new SequencedAt(one, place)));
                    })
                .findFirst());
  }
}
