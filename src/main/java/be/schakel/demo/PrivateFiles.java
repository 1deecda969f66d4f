package be.schakel.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that appear whole or not at all. A private one is for its owner alone from its first byte
 * on; a reader never meets half a key, and a killed writer leaves the old file.
 */
final class PrivateFiles {

  private PrivateFiles() {}

  /** A directory that only its owner may enter. */
  static void directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (posix(directory)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  static void secret(Path file, byte[] content) throws IOException {
    replace(file, content, "rw-------");
  }

  static void open(Path file, byte[] content) throws IOException {
    replace(file, content, "rw-r--r--");
  }

  private static void replace(Path file, byte[] content, String permissions) throws IOException {
    var directory = file.toAbsolutePath().getParent();
    FileAttribute<?>[] attributes =
        posix(directory)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    var written = Files.createTempFile(directory, ".", ".part", attributes);
    try {
      try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        var rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static boolean posix(Path directory) throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView("posix");
  }
}
