package be.schakel.medical;

import java.io.IOException;
import java.io.OutputStream;

/** A document's bytes, still at rest: opened chunk by chunk while they are written. */
public final class DocumentBytes {

  /** Writes opened bytes. */
  interface Source {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Source source;

  DocumentBytes(Source source) {
    this.source = source;
  }

  /** Writes all of them; for response writers. */
  public void writeTo(OutputStream out) throws IOException {
    source.writeTo(out);
  }
}
