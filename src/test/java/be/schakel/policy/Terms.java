package be.schakel.policy;

import java.util.stream.Collectors;

/** The shipped terms of the policy, as text, with lines of a test's own. */
final class Terms {

  private Terms() {}

  static String shipped() {
    return PolicyText.shipped().terms();
  }

  /** The shipped matrix, as text. */
  static String matrix() {
    return PolicyText.shipped().matrix();
  }

  static PolicyData data(String matrix, String terms) {
    return PolicyData.of(PolicyText.shipped().withMatrix(matrix).withTerms(terms));
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
