package be.schakel.partner;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * When each client certificate was last used, so that a partner can see whether an old one still
 * runs somewhere.
 *
 * <p>Noted in memory and written once a minute: a request does not wait for it, and a node that
 * dies forgets its last minute.
 */
@ApplicationScoped
public class CertificateUses {

  private static final System.Logger LOG = System.getLogger(CertificateUses.class.getName());

  private static final String NOTE =
      """
      insert into certificate_use (thumbprint, last_used)
      values (:thumbprint, :at)
      on conflict (thumbprint) do update
         set last_used = greatest(certificate_use.last_used, excluded.last_used)""";

  private static final String LAST =
      "select thumbprint, last_used from certificate_use where thumbprint = any (:thumbprints)";

  @Inject Jdbi db;
  @Resource ManagedScheduledExecutorService timer;

  private final Map<Thumbprint, Instant> unwritten = new ConcurrentHashMap<>();

  public CertificateUses() {}

  CertificateUses(Jdbi db) {
    this.db = db;
  }

  /** Called once, when the tables are there. */
  public void start() {
    timer.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.MINUTES);
  }

  /** Notes a use; for registered certificates only, so that strangers cannot fill the memory. */
  public void used(Thumbprint thumbprint, Instant at) {
    unwritten.merge(thumbprint, at, CertificateUses::later);
  }

  /** The last use of each that was ever used: this node's to the moment, others' to the minute. */
  public Map<Thumbprint, Instant> last(Collection<Thumbprint> thumbprints) {
    var last = new HashMap<Thumbprint, Instant>();
    db.useHandle(
        handle ->
            handle
                .createQuery(LAST)
                .bindArray(
                    "thumbprints", String.class, thumbprints.stream().map(Thumbprint::hex).toList())
                .map(
                    (row, context) ->
                        Map.entry(
                            new Thumbprint(row.getString("thumbprint")),
                            row.getObject("last_used", OffsetDateTime.class).toInstant()))
                .forEach(found -> last.put(found.getKey(), found.getValue())));
    for (var thumbprint : thumbprints) {
      var recent = unwritten.get(thumbprint);
      if (recent != null) {
        last.merge(thumbprint, recent, CertificateUses::later);
      }
    }
    return last;
  }

  /** What cannot be written now is kept for the next minute. */
  void write() {
    var uses = Map.copyOf(unwritten);
    if (uses.isEmpty()) {
      return;
    }
    try {
      db.useHandle(
          handle -> {
            var batch = handle.prepareBatch(NOTE);
            uses.forEach(
                (thumbprint, at) ->
                    batch
                        .bind("thumbprint", thumbprint.hex())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .add());
            batch.execute();
          });
      uses.forEach(unwritten::remove);
    } catch (RuntimeException failed) {
      LOG.log(Level.DEBUG, "event=certificate-use-kept cause={0}", failed.getClass().getName());
    }
  }

  /** Those of the last minute, while the database is still there. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    write();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
