package be.schakel.consent;

import be.schakel.policy.PolicyText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The versions of the policy that were imported. Rows are only ever added. */
@ApplicationScoped
class PolicyVersions {

  private static final String IN_FORCE =
      """
      select number, version, digest, valid_from
        from policy_version
       where valid_from <= :now
       order by valid_from desc, number desc
       limit 1""";

  private static final String NAMED =
      "select number, version, digest, valid_from from policy_version where version = :version";

  private static final String TEXT =
      "select matrix, terms, search_rules, legal_bases from policy_version where number = :number";

  private static final String ADD =
      """
      insert into policy_version
             (version, valid_from, digest, matrix, terms, search_rules, legal_bases, imported_at)
      values (:version, :validFrom, :digest, :matrix, :terms, :searchRules, :legalBases, :at)
      on conflict (version) do nothing""";

  @Inject Jdbi db;

  PolicyVersions() {}

  PolicyVersions(Jdbi db) {
    this.db = db;
  }

  record Version(long number, String name, String digest, Instant validFrom) {}

  Optional<Version> inForce(Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(IN_FORCE)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> version(row))
                .findOne());
  }

  Optional<Version> named(String name) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NAMED)
                .bind("version", name)
                .map((row, context) -> version(row))
                .findOne());
  }

  PolicyText text(Version version) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(TEXT)
                .bind("number", version.number())
                .map(
                    (row, context) ->
                        new PolicyText(
                            row.getString("matrix"),
                            row.getString("terms"),
                            row.getString("search_rules"),
                            row.getString("legal_bases")))
                .one());
  }

  /** Adds a version, unless another node just added one of that name. */
  void add(String name, Instant validFrom, String digest, PolicyText text, Instant at) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("version", name)
                .bind("validFrom", validFrom.atOffset(ZoneOffset.UTC))
                .bind("digest", digest)
                .bind("matrix", text.matrix())
                .bind("terms", text.terms())
                .bind("searchRules", text.searchRules())
                .bind("legalBases", text.legalBases())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getLong("number"),
        row.getString("version"),
        row.getString("digest"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant());
  }
}
