package be.schakel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What opens the commitment to an entry, and where its leaf stands. Nothing of it may reach anybody
 * but who may see the entry.
 */
@ApplicationScoped
public class Openings {

  private static final String OPENING =
      """
      select e.entry, e.salt, p.epoch, p.place
        from ledger_entry e left join ledger_position p on p.entry = e.id
       where e.id = :id and e.entry is not null""";

  @Inject Jdbi db;

  /**
   * With the two, anybody computes the leaf: SHA-256(0x00 || HMAC-SHA256(salt, entry)).
   *
   * @param entry canonical JSON (RFC 8785)
   * @param salt 32 bytes
   * @param place none until the entry stands in the tree, about a second after it was made
   */
  public record Opening(String entry, byte[] salt, Optional<Place> place) {}

  /** Where a leaf stands: the first one is 0. */
  public record Place(int epoch, long index) {}

  /** None for what was erased after its retention. */
  public Optional<Opening> of(UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OPENING)
                .bind("id", id)
                .map((row, context) -> opening(row))
                .findOne());
  }

  private static Opening opening(ResultSet row) throws SQLException {
    var index = row.getObject("place", Long.class);
    return new Opening(
        row.getString("entry"),
        row.getBytes("salt"),
        index == null ? Optional.empty() : Optional.of(new Place(row.getInt("epoch"), index)));
  }
}
