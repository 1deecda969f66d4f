package be.schakel.ledger;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The one place where entries of the log are added. Rows are only ever added: the application's
 * role may do nothing else.
 *
 * <p>Appends in the transaction of what the entries record, which must be running: what was not
 * recorded did not happen, and what is rolled back was not recorded.
 */
@ApplicationScoped
public class Ledger {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String APPEND =
      """
      insert into ledger_entry (id, recorded_at, entry, salt, commitment, leaf, answer)
      values (:id, :at, :entry, :salt, :commitment, :leaf, :answer)""";

  @Inject Jdbi db;

  /**
   * Appends the entries of one answer, in order.
   *
   * @param entries canonical JSON (RFC 8785), each at most 65,535 bytes; at least one
   * @param at the moment they record
   * @throws SchakelProblem {@link Code#LEDGER_UNAVAILABLE} when they cannot be written
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Receipt append(List<String> entries, Instant at) {
    var salts = new ArrayList<byte[]>(entries.size());
    var commitments = new ArrayList<byte[]>(entries.size());
    for (var entry : entries) {
      var salt = new byte[MerkleTree.HASH];
      RANDOM.nextBytes(salt);
      salts.add(salt);
      commitments.add(MerkleTree.commitment(salt, entry));
    }
    var leaves = commitments.stream().map(MerkleTree::leafHash).toList();
    var root = MerkleTree.root(leaves);
    try {
      db.useHandle(
          handle -> {
            var batch = handle.prepareBatch(APPEND);
            for (int i = 0; i < entries.size(); i++) {
              batch
                  .bind("id", Uuid7.at(at))
                  .bind("at", at.atOffset(ZoneOffset.UTC))
                  .bind("entry", entries.get(i))
                  .bind("salt", salts.get(i))
                  .bind("commitment", commitments.get(i))
                  .bind("leaf", leaves.get(i))
                  .bind("answer", root)
                  .add();
            }
            batch.execute();
          });
    } catch (JdbiException unwritten) {
      throw SchakelProblem.of(Code.LEDGER_UNAVAILABLE).retryAfter(SOON).causedBy(unwritten);
    }
    return new Receipt(root, entries.size(), at);
  }
}
