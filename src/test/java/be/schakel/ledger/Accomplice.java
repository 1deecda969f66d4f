package be.schakel.ledger;

import be.schakel.vault.Keys;
import java.time.Instant;
import java.util.ArrayList;
import org.jdbi.v3.core.Jdbi;

/** Somebody who holds the database and the log's real key, and uses both. */
public final class Accomplice {

  private final Jdbi owner;
  private final LogKeys keys;

  Accomplice(Jdbi owner, LogKeys keys) {
    this.owner = owner;
    this.keys = keys;
  }

  /**
   * @param owner a superuser of the log's database
   * @param publicUrl of the gateway whose log it is
   */
  public static Accomplice of(Jdbi owner, Keys keys, String publicUrl) {
    var names = new LogKeys();
    names.keys = keys;
    names.publicUrl = publicUrl;
    return new Accomplice(owner, names);
  }

  /** The key as the log publishes it. */
  public String vkey() {
    return keys.verifiers(0).get(0).toString();
  }

  /** Signs that the log has so many leaves and that root. */
  public String sign(long size, byte[] root) {
    return keys.sign(0, new Checkpoint(keys.origin(0), size, root).text()).toString();
  }

  /**
   * Makes the tree anew from the leaves that there are now, as if there had never been another one.
   *
   * @return its signed checkpoint
   */
  public String rebuild() {
    var growth = new Growth();
    owner
        .withHandle(
            handle ->
                handle
                    .createQuery("select commitment from ledger_position order by place")
                    .mapTo(byte[].class)
                    .list())
        .forEach(each -> growth.append(MerkleTree.leafHash(each)));
    owner.useHandle(
        handle -> {
          handle.execute("delete from ledger_tile");
          handle.execute("delete from ledger_checkpoint");
        });
    var rewritten = new TreeTables();
    rewritten.db = owner;
    rewritten.add(0, new ArrayList<>(growth.full()));
    var note = Note.parse(sign(growth.size(), growth.root()));
    rewritten.add(SignedTree.of(0, note), Instant.now());
    return note.toString();
  }
}
