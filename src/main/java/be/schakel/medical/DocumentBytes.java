package be.schakel.medical;

import java.io.IOException;
import java.io.OutputStream;

/** A document's bytes, still at rest: opened chunk by chunk while they are written. */
public final class DocumentBytes {

  /** Writes opened bytes: those of the range and no others. */
  interface Source {
    void writeTo(OutputStream out, ByteRange range) throws IOException;
  }

  private final Source source;
  private final long size;

  DocumentBytes(Source source, long size) {
    this.source = source;
    this.size = size;
  }

  /** Writes all of them; for response writers. */
  public void writeTo(OutputStream out) throws IOException {
    source.writeTo(out, new ByteRange(0, size));
  }

  void writeTo(OutputStream out, ByteRange range) throws IOException {
    source.writeTo(out, range);
  }
}
