package be.schakel.referral;

import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.ReferralStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * How a report and what comes with it are added, and how a second copy of it is noticed. In the
 * running transaction.
 */
@ApplicationScoped
class NewReferrals {

  private static final String REFERRAL =
      """
      insert into referral (id, reference, partner, type, handling, urgency, channel, reporter_category, kindreflex_sector,
             received_at, identifier, judicial_file, admissibility_due, digest, content, warnings, status, status_since, status_seq, vk, updated_at)
      values (:id, :reference, :partner, :type, :handling, :urgency, :channel, :reporterCategory, :kindreflexSector,
             :receivedAt, :identifier, :judicialFile, :admissibilityDue, :digest, :content, :warnings::jsonb, :status, :now, 0, :vk, :now)""";
  private static final String STATUS =
      """
      insert into referral_status (referral, seq, status, since, vk, by_partner, by_role)
      values (:id, 0, :status, :now, :vk, :partner, :role)""";
  private static final String ADDED = "with report as (" + REFERRAL + ")\n" + STATUS;
  private static final String CHILD =
      """
      insert into child (id, referral, position, key, person, alias, pseudonym, secret_address, problem, contexts, wrapped_key,
             content)
      values (:id, :referral, :position, :key, :person, :alias, :pseudonym, :secretAddress, :problem, :contexts, :wrappedKey,
             :content)""";
  private static final String BY_IDENTIFIER =
      """
      select id, reference, digest from referral
       where partner = :partner and identifier = :identifier and status <> 'RETRACTED' order by id desc limit 1""";
  @Inject Jdbi db;
  @Inject Keys keys;

  /** What an earlier request of the same partner led to. */
  record Earlier(UUID referral, byte[] digest, String name) {

    boolean sameContent(byte[] other) {
      return Keys.same(digest, other);
    }
  }

  /** A report about to be added. */
  record Head(
      UUID id,
      String reference,
      String partner,
      String role,
      Submission submission,
      Optional<String> reporterCategory,
      Instant receivedAt,
      Instant now,
      Optional<byte[]> identifier,
      ManoIntake mano,
      byte[] digest,
      byte[] content,
      String warnings,
      ReferralStatus status,
      Optional<String> vk) {}

  /** A child about to be added. */
  record Child(
      UUID id,
      int position,
      Submission.Child told,
      People.Hashes hashes,
      String pseudonym,
      ContentKey key,
      byte[] content) {}

  Optional<Earlier> byIdentifier(String partner, byte[] identifier) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(BY_IDENTIFIER)
                .bind("partner", partner)
                .bind("identifier", identifier)
                .map(
                    (row, context) ->
                        new Earlier(
                            row.getObject("id", UUID.class),
                            row.getBytes("digest"),
                            row.getString("reference")))
                .findOne());
  }

  void add(Head head, List<Child> children) {
    var submission = head.submission();
    db.useHandle(
        handle -> {
          handle
              .createUpdate(ADDED)
              .bind("id", head.id())
              .bind("reference", head.reference())
              .bind("partner", head.partner())
              .bind("role", head.role())
              .bind("type", submission.type().name())
              .bind("handling", submission.handlingRequested().map(Enum::name).orElse(null))
              .bind("urgency", submission.urgencyOrRoutine().name())
              .bind("channel", submission.channel().map(Enum::name).orElse(null))
              .bind("reporterCategory", head.reporterCategory().orElse(null))
              .bind("kindreflexSector", submission.kindreflexSector().map(Enum::name).orElse(null))
              .bind("receivedAt", head.receivedAt().atOffset(ZoneOffset.UTC))
              .bind("identifier", head.identifier().orElse(null))
              .bind("judicialFile", head.mano().judicialFile().orElse(null))
              .bind("admissibilityDue", head.mano().admissibilityDue().orElse(null))
              .bind("digest", head.digest())
              .bind("content", head.content())
              .bind("warnings", head.warnings())
              .bind("status", head.status().name())
              .bind("now", head.now().atOffset(ZoneOffset.UTC))
              .bind("vk", head.vk().orElse(null))
              .execute();
          var batch = handle.prepareBatch(CHILD);
          for (var child : children) {
            batch
                .bind("id", child.id())
                .bind("referral", head.id())
                .bind("position", child.position())
                .bind("key", child.told().key())
                .bind("person", child.hashes().person().orElse(null))
                .bind("alias", child.hashes().alias().orElse(null))
                .bind("pseudonym", child.pseudonym())
                .bind("secretAddress", child.told().secretAddress().orElse(false))
                .bind("problem", child.told().problem().name())
                .bind(
                    "contexts",
                    child.told().contexts().stream().map(Enum::name).toArray(String[]::new))
                .bind("wrappedKey", keys.wrap(child.key()))
                .bind("content", child.content())
                .add();
          }
          batch.execute();
        });
  }
}
