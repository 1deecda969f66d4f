package be.schakel.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One version of the policy as lawyers edit it: the text of its files, not yet checked. */
public record PolicyText(String matrix, String terms, String searchRules, String legalBases) {

  /** The names of the files, in the order of the components. */
  public static final List<String> FILES =
      List.of("matrix.csv", "policy.properties", "search-rules.csv", "legal-basis.csv");

  public PolicyText {
    Objects.requireNonNull(matrix);
    Objects.requireNonNull(terms);
    Objects.requireNonNull(searchRules);
    Objects.requireNonNull(legalBases);
  }

  /**
   * @param files by name
   * @throws IllegalArgumentException when one is missing
   */
  public static PolicyText of(Map<String, String> files) {
    for (var name : FILES) {
      if (!files.containsKey(name)) {
        throw new IllegalArgumentException(name + " is missing");
      }
    }
    return new PolicyText(
        files.get(FILES.get(0)),
        files.get(FILES.get(1)),
        files.get(FILES.get(2)),
        files.get(FILES.get(3)));
  }

  /** The version this release comes with. */
  public static PolicyText shipped() {
    return new PolicyText(
        resource(FILES.get(0)),
        resource(FILES.get(1)),
        resource(FILES.get(2)),
        resource(FILES.get(3)));
  }

  public PolicyText withMatrix(String other) {
    return new PolicyText(other, terms, searchRules, legalBases);
  }

  public PolicyText withTerms(String other) {
    return new PolicyText(matrix, other, searchRules, legalBases);
  }

  static String resource(String name) {
    try (InputStream in = PolicyText.class.getResourceAsStream("/policy/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
