package be.schakel.referral;

import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Which {@code Idempotency-Key} of a partner led to what, so that a request that is sent again is
 * done once (draft-ietf-httpapi-idempotency-key-header-07). In the running transaction.
 *
 * <p>A key is held by a lock of the transaction, so that a second request that arrives meanwhile is
 * told so, and a server that dies frees it.
 */
@ApplicationScoped
public class Once {

  private static final Duration KEPT = Duration.ofDays(7);

  private static final String LOCK = "select pg_try_advisory_xact_lock(:lock)";
  private static final String BY_KEY =
      """
      select coalesce(result, referral) as result, digest from idempotency
       where partner = :partner and key = :key and recorded_at > :since""";
  private static final String REMEMBER =
      """
      insert into idempotency (partner, key, operation, digest, referral, result, recorded_at)
      values (:partner, :key, :operation, :digest, :referral, :result, :now)
      on conflict (partner, key) do update set operation = excluded.operation, digest = excluded.digest,
             referral = excluded.referral, result = excluded.result, recorded_at = excluded.recorded_at""";
  private static final String FORGET = "delete from idempotency where recorded_at < :before";

  @Inject Jdbi db;
  @Inject Keys keys;

  /**
   * A request of a partner.
   *
   * @param key as the partner sent it, without quotes; without one it is remembered by nothing
   * @param digest keyed, of what it is and says: equal for the same request
   */
  public record Request(String partner, Optional<String> key, String operation, byte[] digest) {}

  private record Earlier(UUID result, byte[] digest) {}

  /**
   * A request about a report: the same one where it says the same of the same report.
   *
   * @param key as the partner sent it, without quotes
   * @param said what it was bound to
   */
  public Request request(
      Caller caller, Optional<String> key, String operation, UUID referral, Record said) {
    var digest = keys.keyedHash(operation + " " + referral, Opening.json(said));
    return new Request(caller.partner().code(), key, operation, digest);
  }

  /**
   * Holds a name until the transaction ends, also when the server dies; false when another request
   * holds it now.
   *
   * @param name what must not run twice at once: a partner's idempotency key, its own reference
   */
  boolean hold(String... name) {
    var hash = ByteBuffer.wrap(keys.keyedHash("lock", List.of(name))).getLong();
    return db.withHandle(
        handle -> handle.createQuery(LOCK).bind("lock", hash).mapTo(Boolean.class).one());
  }

  /**
   * What the same request led to before.
   *
   * @throws SchakelProblem {@link Code#IDEMPOTENCY_IN_PROGRESS}, {@link
   *     Code#IDEMPOTENCY_KEY_REUSED}
   */
  public Optional<UUID> earlier(Request request, Instant now) {
    if (request.key().isEmpty()) {
      return Optional.empty();
    }
    if (!hold(request.partner(), "key", request.key().get())) {
      throw SchakelProblem.of(Code.IDEMPOTENCY_IN_PROGRESS);
    }
    var found =
        db.withHandle(
            handle ->
                handle
                    .createQuery(BY_KEY)
                    .bind("partner", request.partner())
                    .bind("key", request.key().get())
                    .bind("since", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                    .map(
                        (row, context) ->
                            new Earlier(
                                row.getObject("result", UUID.class), row.getBytes("digest")))
                    .findOne());
    if (found.filter(before -> !Keys.same(before.digest(), request.digest())).isPresent()) {
      throw SchakelProblem.of(Code.IDEMPOTENCY_KEY_REUSED);
    }
    return found.map(Earlier::result);
  }

  /**
   * @param result what it led to: the report itself, or a part of it
   */
  public void remember(Request request, UUID referral, UUID result, Instant now) {
    request
        .key()
        .ifPresent(
            key ->
                db.useHandle(
                    handle ->
                        handle
                            .createUpdate(REMEMBER)
                            .bind("partner", request.partner())
                            .bind("key", key)
                            .bind("operation", request.operation())
                            .bind("digest", request.digest())
                            .bind("referral", referral)
                            .bind("result", result)
                            .bind("now", now.atOffset(ZoneOffset.UTC))
                            .execute()));
  }

  /** Forgets keys after their seven days. */
  int forget(Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createUpdate(FORGET)
                .bind("before", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .execute());
  }
}
