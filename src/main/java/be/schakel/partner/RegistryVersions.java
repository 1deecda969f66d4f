package be.schakel.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The registries that were imported, newest in force. Rows are only ever added. */
@ApplicationScoped
class RegistryVersions {

  private static final String NEWEST =
      """
      select version, digest, imported_at
        from partner_registry
       order by version desc
       limit 1""";

  private static final String CONTENT =
      "select content from partner_registry where version = :version";

  private static final String KNOWN =
      "select exists (select 1 from partner_registry where digest = :digest)";

  private static final String ADD =
      """
      insert into partner_registry (digest, content, imported_at)
      select :digest, :content, :at
       where :digest is distinct from
             (select digest from partner_registry order by version desc limit 1)""";

  @Inject Jdbi db;

  RegistryVersions() {}

  RegistryVersions(Jdbi db) {
    this.db = db;
  }

  record Version(long number, String digest, Instant importedAt) {}

  Optional<Version> newest() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .map(
                    (row, context) ->
                        new Version(
                            row.getLong("version"),
                            row.getString("digest"),
                            row.getObject("imported_at", OffsetDateTime.class).toInstant()))
                .findOne());
  }

  String content(Version version) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(CONTENT)
                .bind("version", version.number())
                .mapTo(String.class)
                .one());
  }

  /** Was a registry with exactly this content ever in force? */
  boolean known(String digest) {
    return db.withHandle(
        handle -> handle.createQuery(KNOWN).bind("digest", digest).mapTo(Boolean.class).one());
  }

  /**
   * Brings this content into force, unless it already is. Two nodes that import the same file at
   * once may leave two rows with the same content, which does no harm.
   */
  void add(String digest, String content, Instant at) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("digest", digest)
                .bind("content", content)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
  }
}
