package be.schakel.consent;

import be.schakel.policy.PolicyText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** Reads one version of the policy from a directory or a ZIP file. */
final class PolicyFiles {

  private static final int MOST_BYTES = 1 << 20;

  private PolicyFiles() {}

  /**
   * @throws IllegalArgumentException when a file is missing, too large or no UTF-8
   * @throws IOException when it cannot be read
   */
  static PolicyText read(Path from) throws IOException {
    var files = new HashMap<String, String>();
    for (var each : (Files.isDirectory(from) ? inDirectory(from) : inZip(from)).entrySet()) {
      files.put(each.getKey(), text(each.getKey(), each.getValue()));
    }
    return PolicyText.of(files);
  }

  private static Map<String, byte[]> inDirectory(Path directory) throws IOException {
    var files = new HashMap<String, byte[]>();
    for (var name : PolicyText.FILES) {
      var file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        try (var in = Files.newInputStream(file)) {
          files.put(name, in.readNBytes(MOST_BYTES + 1));
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> inZip(Path file) throws IOException {
    var files = new HashMap<String, byte[]>();
    // Read at once: a file that is replaced meanwhile would be half of each
    try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (PolicyText.FILES.contains(entry.getName())) {
          files.put(entry.getName(), zip.readNBytes(MOST_BYTES + 1));
        }
      }
    }
    return files;
  }

  private static String text(String name, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(name + " is larger than 1 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException wrong) {
      throw new IllegalArgumentException(name + " is no UTF-8", wrong);
    }
  }
}
