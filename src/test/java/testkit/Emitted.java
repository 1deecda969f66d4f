package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The FHIR resources that the gateway gave to a test run, one of each shape, in a folder for those
 * who check them afterwards in a process of their own.
 *
 * <p>Two have one shape when they have the same elements and the same codes in them.
 */
public final class Emitted {

  /** The elements whose values make another shape. */
  private static final Set<String> CODED =
      Set.of("resourceType", "status", "use", "code", "system", "profile", "type");

  private Emitted() {}

  /** Those of this run, in no order; empty when it got none. */
  public static List<Path> all() {
    var folder = folder();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One at a time: answers of the same shape go into the same file. */
  static synchronized void keep(String path, Answer answer) {
    // The bytes of a document are its author's
    if (path.startsWith("/fhir/Binary/")
        || !answer.contentType().startsWith("application/fhir+json")) {
      return;
    }
    var resource = answer.json();
    if (!resource.has("resourceType")) {
      return;
    }
    var name = resource.get("resourceType").asText() + "-" + shape(resource) + ".json";
    try {
      Files.write(Files.createDirectories(folder()).resolve(name), answer.body());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String shape(JsonNode resource) {
    var paths = new TreeSet<String>();
    walk(resource, "", paths);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      paths.forEach(path -> digest.update((path + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void walk(JsonNode node, String path, Set<String> paths) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> {
                var at = path + "." + field.getKey();
                var value = field.getValue();
                var coded = CODED.contains(field.getKey()) || at.endsWith(".extension.url");
                walk(value, coded && value.isValueNode() ? at + "=" + value : at, paths);
              });
    } else if (node.isArray()) {
      node.forEach(item -> walk(item, path, paths));
    } else {
      paths.add(path);
    }
  }

  /** The build empties it before each run. */
  private static Path folder() {
    return Path.of(System.getProperty("schakel.it.directory"), "emitted");
  }
}
