package be.schakel.medical;

import be.schakel.edge.LargeBodies;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vault.SealedStream;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The stored documents: their bytes in sealed chunks of 64 KiB. Never more than one chunk of an
 * upload is in memory.
 */
@ApplicationScoped
public class Documents {

  /** How long an upload waits for a submission to name it. */
  public static final Duration UPLOAD_KEPT = Duration.ofDays(1);

  private static final String ADD =
      """
      with stored as (
        insert into document (id, referral, partner, part, position, children, category, content_type, size, sha256, title,
               sealed_key, received_at, changes)
        values (:id, :referral, :partner, :part, :position, :children, :category, :contentType, :size, :sha256, :title,
               :sealedKey, :at, :changes))
      insert into document_chunk (document, index, bytes)
      select :id, piece.position - 1, piece.bytes from unnest(:chunks) with ordinality as piece (bytes, position)""";
  private static final String TAKE =
      """
      insert into document (id, partner, position, children, content_type, size, sha256, wrapped_key, received_at)
      values (:id, :partner, 0, '{}', :contentType, :size, :sha256, :wrappedKey, :at)""";
  private static final String UPLOAD =
      """
      select id, content_type, size, sha256, wrapped_key from document
       where id = :id and partner = :partner and referral is null and received_at > :since for %s""";
  // It stays until the transaction ends; who else reads or takes it does not wait for that
  private static final String TO_READ = UPLOAD.formatted("key share");
  private static final String TO_BIND = UPLOAD.formatted("no key update");
  private static final String INFECTED =
      "select exists (select from document_scan where document = :id and state = 'INFECTED')";
  private static final String BIND =
      """
      update document set referral = :referral, part = :part, position = :position, children = :children, category = :category,
             content_type = :contentType, title = :title, wrapped_key = null, sealed_key = :sealedKey
       where id = :id""";
  private static final String NEWEST =
      """
      select max(coalesce(n.line_since, d.received_at))
        from document d left join document_replacement n on n.replacement = d.id
       where d.referral = :referral and d.category = :category and :child = any (d.children)
         and not exists (select from document_replacement o where o.document = d.id and document_replaced_by(d.id) is not null)
         and not exists (select from document_retraction y where y.document = d.id)
         and not exists (
           with recursive line (id) as (
             select d.id union all select r.document from document_replacement r join line on r.replacement = line.id)
           select from line join document l on l.id = line.id join development v on v.id = l.part
            where v.question is not null)
         and not exists (select from document_scan s where s.document = d.id and s.state = 'INFECTED')""";
  private static final String FORGOTTEN =
      "delete from document where referral is null and received_at < :before";

  @Inject Jdbi db;
  @Inject Keys keys;
  @Inject Scanner scanner;
  @Inject LargeBodies bodies;

  /**
   * What a document is and whom it is about.
   *
   * @param changes of what a partner sent itself: what was understood otherwise than written, as
   *     JSON
   */
  public record Binding(
      UUID referral,
      Optional<UUID> part,
      int position,
      List<UUID> children,
      DataCategory category,
      Optional<String> title,
      Optional<String> contentType,
      Optional<String> changes) {

    public Binding(
        UUID referral,
        Optional<UUID> part,
        int position,
        List<UUID> children,
        DataCategory category,
        Optional<String> title,
        Optional<String> contentType) {
      this(referral, part, position, children, category, title, contentType, Optional.empty());
    }
  }

  /** What was stored. */
  public record Stored(UUID id, byte[] sha256, long size, String contentType) {}

  /**
   * Stores bytes that came inside a submission, in the running transaction. What leaves to nobody
   * need not be scanned.
   */
  public Stored add(
      Binding binding, String supplier, byte[] bytes, ContentKey childrenKey, Instant now) {
    var id = Uuid7.at(now);
    var key = ContentKey.fresh();
    var stream = new SealedStream(key, place(id));
    var count = Math.max(1, (bytes.length + SealedStream.CHUNK - 1) / SealedStream.CHUNK);
    var chunks = new byte[count][];
    for (int i = 0; i < count; i++) {
      var piece =
          Arrays.copyOfRange(
              bytes, i * SealedStream.CHUNK, Math.min(bytes.length, (i + 1) * SealedStream.CHUNK));
      chunks[i] = stream.seal(i, i == count - 1, piece, piece.length);
    }
    var contentType = ContentTypes.of(binding.contentType(), bytes);
    var digest = sha256().digest(bytes);
    db.useHandle(
        handle -> {
          handle
              .createUpdate(ADD)
              .bind("id", id)
              .bind("referral", binding.referral())
              .bind("partner", supplier)
              .bind("part", binding.part().orElse(null))
              .bind("position", binding.position())
              .bind("children", binding.children().toArray(UUID[]::new))
              .bind("category", binding.category().name())
              .bind("contentType", contentType)
              .bind("size", (long) bytes.length)
              .bind("sha256", digest)
              .bind("title", title(binding, id, childrenKey))
              .bind("sealedKey", Sealed.sealKey(childrenKey, place(id), key))
              .bind("at", now.atOffset(ZoneOffset.UTC))
              .bind("changes", binding.changes().orElse(null))
              .bind("chunks", Chunks.array(chunks))
              .execute();
          if (scanner.isOn() && binding.category() != DataCategory.RECEIPT) {
            Scans.await(handle, id, now);
          }
        });
    return new Stored(id, digest, bytes.length, contentType);
  }

  /**
   * Takes a large document in ahead of the submission that names it: streamed, all of it or
   * nothing.
   *
   * @param contentType what it is called; what its first bytes say goes before that
   * @throws TooLarge when there is more than {@code limit}
   * @throws SchakelProblem when it is a program
   */
  @Transactional(rollbackOn = IOException.class)
  public Stored upload(String partner, String contentType, InputStream in, long limit, Instant now)
      throws IOException {
    var id = Uuid7.at(now);
    var key = ContentKey.fresh();
    var stream = new SealedStream(key, place(id));
    var digest = sha256();
    try (var handle = db.open()) {
      // The row needs size and digest, so it comes last; that chunks have one is checked at commit
      handle.execute("set constraints all deferred");
      long size = 0;
      var piece = in.readNBytes(SealedStream.CHUNK);
      if (ContentTypes.isProgram(piece)) {
        throw SchakelProblem.of(Code.PROGRAM_REFUSED);
      }
      var type = ContentTypes.of(Optional.of(contentType), piece);
      for (int index = 0; ; index++) {
        var next =
            piece.length < SealedStream.CHUNK ? new byte[0] : in.readNBytes(SealedStream.CHUNK);
        size += piece.length;
        if (size > limit) {
          throw new TooLarge();
        }
        digest.update(piece);
        Chunks.add(handle, id, index, stream.seal(index, next.length == 0, piece, piece.length));
        if (next.length == 0) {
          break;
        }
        piece = next;
      }
      var sum = digest.digest();
      handle
          .createUpdate(TAKE)
          .bind("id", id)
          .bind("partner", partner)
          .bind("contentType", type)
          .bind("size", size)
          .bind("sha256", sum)
          .bind("wrappedKey", keys.wrap(key))
          .bind("at", now.atOffset(ZoneOffset.UTC))
          .execute();
      if (scanner.isOn()) {
        Scans.await(handle, id, now);
      }
      return new Stored(id, sum, size, type);
    }
  }

  /**
   * Gives an upload of the same partner its place in a report; empty when there is none, or it was
   * forgotten.
   *
   * @param pointer where the report names it
   * @throws SchakelProblem {@link Code#MALWARE_FOUND}
   */
  public Optional<Stored> bind(
      UUID upload,
      String pointer,
      String supplier,
      Binding binding,
      ContentKey childrenKey,
      Instant now) {
    return db.withHandle(
        handle ->
            upload(handle, TO_BIND, upload, supplier, now)
                .map(
                    (row, context) -> {
                      refuseInfected(handle, upload, pointer);
                      var key = keys.unwrap(row.getString("wrapped_key"));
                      var contentType = type(handle, row, key, binding.contentType());
                      handle
                          .createUpdate(BIND)
                          .bind("id", upload)
                          .bind("referral", binding.referral())
                          .bind("part", binding.part().orElse(null))
                          .bind("position", binding.position())
                          .bind("children", binding.children().toArray(UUID[]::new))
                          .bind("category", binding.category().name())
                          .bind("contentType", contentType)
                          .bind("title", title(binding, upload, childrenKey))
                          .bind("sealedKey", Sealed.sealKey(childrenKey, place(upload), key))
                          .execute();
                      return new Stored(
                          upload, row.getBytes("sha256"), row.getLong("size"), contentType);
                    })
                .findOne());
  }

  /**
   * The type that an upload of the same partner will be kept under; empty when there is none.
   *
   * @param named what the report calls it; what its first bytes say goes before that
   */
  public Optional<String> type(UUID upload, String supplier, Optional<String> named, Instant now) {
    return db.withHandle(
        handle ->
            upload(handle, TO_READ, upload, supplier, now)
                .map(
                    (row, context) ->
                        type(handle, row, keys.unwrap(row.getString("wrapped_key")), named))
                .findOne());
  }

  /**
   * The bytes of an upload of the same partner that no report names yet; empty without one. To read
   * them takes a place among the streams of that partner, as to send them did.
   */
  public Optional<DocumentBytes> uploaded(UUID upload, String supplier, Instant now) {
    return db.withHandle(
        handle ->
            upload(handle, TO_READ, upload, supplier, now)
                .map(
                    (row, context) -> {
                      var key = keys.unwrap(row.getString("wrapped_key"));
                      return opened(upload, key, row.getLong("size"), false)
                          .within(() -> bodies.stream(supplier));
                    })
                .findOne());
  }

  private static Query upload(
      Handle handle, String sql, UUID upload, String supplier, Instant now) {
    return handle
        .createQuery(sql)
        .bind("id", upload)
        .bind("partner", supplier)
        .bind("since", now.minus(UPLOAD_KEPT).atOffset(ZoneOffset.UTC));
  }

  private static String type(
      Handle handle, ResultSet upload, ContentKey key, Optional<String> named) throws SQLException {
    if (named.isEmpty()) {
      return upload.getString("content_type");
    }
    var id = upload.getObject("id", UUID.class);
    var stream = new SealedStream(key, place(id));
    return ContentTypes.of(named, Chunks.first(handle, id, stream, upload.getLong("size")));
  }

  /** Asked while the upload is held: a verdict that comes later finds the report, and tells it. */
  private static void refuseInfected(Handle handle, UUID upload, String pointer) {
    if (handle.createQuery(INFECTED).bind("id", upload).mapTo(Boolean.class).one()) {
      throw SchakelProblem.of(List.of(new Issue(pointer, Code.MALWARE_FOUND)));
    }
  }

  /** A stored document's title. */
  public Optional<String> title(UUID id, byte[] stored, ContentKey childrenKey) {
    return Optional.ofNullable(stored)
        .map(
            title ->
                new String(Sealed.open(childrenKey, place(id), title), StandardCharsets.UTF_8));
  }

  /**
   * When the last document of a category that counts about a child of a report came; what replaces
   * another counts as that one, and what answers a question is between two partners and counts for
   * nobody else. Empty without any.
   */
  public Optional<Instant> newest(UUID referral, UUID child, DataCategory category) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("referral", referral)
                .bind("child", child)
                .bind("category", category.name())
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant));
  }

  /**
   * A document's bytes, to be written after the transaction that released them.
   *
   * @param sealedKey its key as stored
   * @param counts false where it was taken back, and is read all the same
   */
  public DocumentBytes bytes(
      UUID id, byte[] sealedKey, ContentKey childrenKey, long size, boolean counts) {
    return opened(id, Sealed.openKey(childrenKey, place(id), sealedKey), size, counts);
  }

  /** The same, with its key open. */
  DocumentBytes opened(UUID id, ContentKey key, long size, boolean counts) {
    return Chunks.read(db, id, new SealedStream(key, place(id)), size, counts);
  }

  /** Removes uploads that nobody named in time. */
  @Transactional
  public int forget(Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createUpdate(FORGOTTEN)
                .bind("before", now.minus(UPLOAD_KEPT).atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** More bytes than are taken. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static byte[] title(Binding binding, UUID id, ContentKey key) {
    return binding
        .title()
        .map(title -> Sealed.seal(key, place(id), title.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  private static String place(UUID id) {
    return "document/" + id;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
