package be.schakel.medical;

import be.schakel.vault.SealedStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;

/**
 * The sealed bytes of documents, 64 KiB in a row: read one by one, so that neither memory nor a
 * connection is held while somebody slow takes them.
 */
final class Chunks {

  private static final String ADD =
      "insert into document_chunk (document, index, bytes) values (:document, :index, :bytes)";
  private static final String BYTES =
      """
      select c.bytes from document_chunk c
       where c.document = :document and c.index = :index
         and (not :counts or not exists (
           select from document d join referral r on r.id = d.referral
            where d.id = c.document
              and (r.status = 'RETRACTED' or exists (select from document_retraction y where y.document = d.id))))""";

  private Chunks() {}

  static void add(Handle handle, UUID document, int index, byte[] sealed) {
    handle
        .createUpdate(ADD)
        .bind("document", document)
        .bind("index", index)
        .bind("bytes", sealed)
        .execute();
  }

  /** All of them for one statement. */
  static Argument array(byte[][] chunks) {
    return (position, statement, context) ->
        statement.setArray(position, statement.getConnection().createArrayOf("bytea", chunks));
  }

  /** How a document begins: at most the first chunk. */
  static byte[] first(Handle handle, UUID document, SealedStream stream, long size) {
    var sealed =
        handle
            .createQuery(BYTES)
            .bind("document", document)
            .bind("index", 0)
            .bind("counts", false)
            .mapTo(byte[].class)
            .one();
    return stream.open(0, size <= SealedStream.CHUNK, sealed);
  }

  /**
   * A document's bytes, fetched and opened while they are written.
   *
   * @param counts whether it counts: then the rest is not written once it was taken back
   */
  static DocumentBytes read(
      Jdbi db, UUID document, SealedStream stream, long size, boolean counts) {
    return new DocumentBytes(
        (out, range) -> write(db, document, stream, size, counts, range, out), size, counts);
  }

  private static void write(
      Jdbi db,
      UUID id,
      SealedStream stream,
      long size,
      boolean counts,
      ByteRange range,
      OutputStream out)
      throws IOException {
    var count = (int) Math.max(1, (size + SealedStream.CHUNK - 1) / SealedStream.CHUNK);
    var end = range.from() + range.length();
    for (var i = (int) (range.from() / SealedStream.CHUNK);
        i < count && (long) i * SealedStream.CHUNK < Math.max(end, 1);
        i++) {
      var index = i;
      var sealed =
          db.withHandle(
                  handle ->
                      handle
                          .createQuery(BYTES)
                          .bind("document", id)
                          .bind("index", index)
                          .bind("counts", counts)
                          .mapTo(byte[].class)
                          .findOne())
              .orElseThrow(() -> new IOException("taken back while it was read"));
      var opened = stream.open(i, i == count - 1, sealed);
      var start = (long) i * SealedStream.CHUNK;
      var from = (int) Math.max(0, range.from() - start);
      out.write(opened, from, (int) Math.min(opened.length, end - start) - from);
    }
  }
}
