package be.schakel.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that somebody names on the command line. */
final class Input {

  /** Far above anything these formats need. */
  private static final long LARGEST = 16L << 20;

  private Input() {}

  static byte[] read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw NotProven.unusable("file.missing", file);
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw NotProven.unusable("file.large", file);
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw NotProven.unusable("file.unreadable", file);
    }
  }

  static String text(Path file) {
    return Strict.utf8(read(file)).orElseThrow(() -> NotProven.unusable("file.unreadable", file));
  }
}
