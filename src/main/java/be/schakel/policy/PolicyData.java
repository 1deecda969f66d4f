package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Everything of the policy that is data: one version of the matrix and the terms around it.
 *
 * @param version named by every decision taken under it
 * @param roles where a cell holds for one role of professional only
 */
public record PolicyData(
    String version,
    Matrix matrix,
    Map<PartnerKind, Map<DataCategory, String>> roles,
    ConsentTerms consentTerms) {

  private static final String ROLE = "role.";

  public PolicyData {
    if (version.isBlank()) {
      throw new IllegalArgumentException("policy without a version");
    }
    Objects.requireNonNull(matrix);
    Objects.requireNonNull(consentTerms);
    var copy = new EnumMap<PartnerKind, Map<DataCategory, String>>(PartnerKind.class);
    roles.forEach((kind, byCategory) -> copy.put(kind, Map.copyOf(byCategory)));
    roles = copy;
  }

  /** The version this release comes with. */
  public static PolicyData shipped() {
    return parse(resource("matrix.csv"), resource("policy.properties"));
  }

  /**
   * @throws IllegalArgumentException naming the line or the property that is wrong
   */
  public static PolicyData parse(String matrix, String properties) {
    var terms = new Properties();
    try {
      terms.load(new StringReader(properties));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new PolicyData(
        text(terms, "version"),
        Matrix.parse(matrix),
        roles(terms),
        new ConsentTerms(
            number(terms, "consent.default-months"),
            number(terms, "consent.maximum-months"),
            number(terms, "consent.days-after-closing"),
            number(terms, "consent.age-child-decides"),
            number(terms, "consent.age-of-majority")));
  }

  private static Map<PartnerKind, Map<DataCategory, String>> roles(Properties terms) {
    var roles = new EnumMap<PartnerKind, Map<DataCategory, String>>(PartnerKind.class);
    for (var name : terms.stringPropertyNames()) {
      if (name.startsWith(ROLE)) {
        var words = name.substring(ROLE.length()).split("\\.", -1);
        try {
          roles
              .computeIfAbsent(
                  PartnerKind.valueOf(words[0]), kind -> new EnumMap<>(DataCategory.class))
              .put(DataCategory.valueOf(words[words.length - 1]), text(terms, name));
        } catch (IllegalArgumentException unknown) {
          throw new IllegalArgumentException("policy property " + name + " is wrong", unknown);
        }
      }
    }
    return roles;
  }

  private static int number(Properties terms, String name) {
    try {
      return Integer.parseInt(text(terms, name));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("policy property " + name + " is no number", wrong);
    }
  }

  private static String text(Properties terms, String name) {
    var value = terms.getProperty(name, "").trim();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("policy property " + name + " is missing");
    }
    return value;
  }

  private static String resource(String name) {
    try (InputStream in = PolicyData.class.getResourceAsStream("/policy/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether the asker's professional has the role that this category is bound to, if it is. */
  boolean roleFits(Asker asker, DataCategory category) {
    var bound = roles.get(asker.kind());
    var role = bound == null ? null : bound.get(category);
    return role == null || role.equals(asker.role());
  }
}
