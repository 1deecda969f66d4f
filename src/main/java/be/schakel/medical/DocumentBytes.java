package be.schakel.medical;

import be.schakel.edge.LargeBodies;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** A document's bytes, still at rest: opened chunk by chunk while they are written. */
public final class DocumentBytes {

  /** Writes opened bytes: those of the range and no others. */
  interface Source {
    void writeTo(OutputStream out, ByteRange range) throws IOException;
  }

  private final Source source;
  private final long size;
  private final boolean counts;

  DocumentBytes(Source source, long size) {
    this(source, size, true);
  }

  /**
   * @param counts false where it was taken back, and is read all the same
   */
  DocumentBytes(Source source, long size, boolean counts) {
    this.source = source;
    this.size = size;
    this.counts = counts;
  }

  /** Whether the document counts; false where it was taken back. */
  public boolean counts() {
    return counts;
  }

  long size() {
    return size;
  }

  /** The same, in a place that is held while they are written. */
  DocumentBytes within(Supplier<LargeBodies.Held> place) {
    return new DocumentBytes(
        (out, range) -> {
          try (var held = place.get()) {
            source.writeTo(out, range);
          }
        },
        size,
        counts);
  }

  /** Writes all of them; for response writers. */
  public void writeTo(OutputStream out) throws IOException {
    source.writeTo(out, new ByteRange(0, size));
  }

  void writeTo(OutputStream out, ByteRange range) throws IOException {
    source.writeTo(out, range);
  }
}
