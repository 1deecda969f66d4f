package be.schakel.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The shipped terms of the policy, as text, with lines of a test's own. */
final class Terms {

  private Terms() {}

  static String shipped() {
    return text("policy.properties");
  }

  /** The shipped matrix, as text. */
  static String matrix() {
    return text("matrix.csv");
  }

  private static String text(String name) {
    try (InputStream in = Terms.class.getResourceAsStream("/policy/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** With the property changed or added. */
  static String with(String terms, String property, String value) {
    return without(terms, property) + property + "=" + value + "\n";
  }

  static String with(String property, String value) {
    return with(shipped(), property, value);
  }

  static String without(String terms, String property) {
    return terms
        .lines()
        .filter(line -> !line.startsWith(property + "="))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
