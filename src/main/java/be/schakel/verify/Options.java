package be.schakel.verify;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a command was given: {@code --name value}, some of them more than once. */
final class Options {

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * @param known the names that the command understands, without their dashes
   */
  static Options parse(List<String> args, Set<String> known) {
    var options = new Options();
    for (int i = 0; i < args.size(); i += 2) {
      var name = args.get(i).startsWith("--") ? args.get(i).substring(2) : "";
      if (!known.contains(name)) {
        throw NotProven.unusable("option.unknown", args.get(i));
      }
      if (i + 1 == args.size()) {
        throw NotProven.unusable("option.empty", args.get(i));
      }
      options.values.computeIfAbsent(name, first -> new ArrayList<>()).add(args.get(i + 1));
    }
    return options;
  }

  Optional<String> value(String name) {
    var found = all(name);
    if (found.size() > 1) {
      throw NotProven.unusable("option.twice", "--" + name);
    }
    return found.stream().findFirst();
  }

  String required(String name) {
    return value(name).orElseThrow(() -> NotProven.unusable("option.missing", "--" + name));
  }

  Path file(String name) {
    return path(required(name));
  }

  List<Path> files(String name) {
    if (all(name).isEmpty()) {
      throw NotProven.unusable("option.missing", "--" + name);
    }
    return all(name).stream().map(Options::path).toList();
  }

  List<Path> filesIfAny(String name) {
    return all(name).stream().map(Options::path).toList();
  }

  /** Keys as they are, or files with one key on each line. */
  List<VerifierKey> keys(String name, byte type) {
    var keys = new ArrayList<VerifierKey>();
    for (var value : all(name)) {
      for (var line : isFile(value) ? lines(path(value)) : List.of(value)) {
        var key = VerifierKey.parse(line);
        if (key.type() != type) {
          throw NotProven.unusable("option.type", "--" + name, key.name());
        }
        keys.add(key);
      }
    }
    return List.copyOf(keys);
  }

  /** {@code --key}, {@code --witness} and {@code --quorum}. */
  Trust trust() {
    var logs = keys("key", VerifierKey.LOG);
    if (logs.isEmpty()) {
      throw NotProven.unusable("option.missing", "--key");
    }
    var witnesses = keys("witness", VerifierKey.WITNESS);
    var different = witnesses.stream().map(VerifierKey::vkey).distinct().count();
    var quorum = count("quorum", different);
    if (quorum > different) {
      throw NotProven.unusable("option.quorum", quorum, different);
    }
    return new Trust(logs, witnesses, (int) quorum);
  }

  private long count(String name, long otherwise) {
    return value(name)
        .map(
            text ->
                Strict.decimal(text)
                    .orElseThrow(() -> NotProven.unusable("option.number", "--" + name, text)))
        .orElse(otherwise);
  }

  private List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  static List<String> lines(Path file) {
    return List.of(Strict.line(Input.text(file)).split("\n", -1));
  }

  private static boolean isFile(String value) {
    return value.indexOf('\0') < 0 && new File(value).isFile();
  }

  private static Path path(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException noPath) {
      throw NotProven.unusable("file.missing", value);
    }
  }
}
