package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

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
    ConsentTerms consentTerms,
    BreakGlassTerms breakGlass) {

  private static final String VERSION = "version";
  private static final String DEFAULT_MONTHS = "consent.default-months";
  private static final String MAXIMUM_MONTHS = "consent.maximum-months";
  private static final String DAYS_AFTER_CLOSING = "consent.days-after-closing";
  private static final String AGE_CHILD_DECIDES = "consent.age-child-decides";
  private static final String AGE_OF_MAJORITY = "consent.age-of-majority";
  private static final String KINDS = "break-glass.kinds";
  private static final String CATEGORIES = "break-glass.categories";
  private static final String HOURS = "break-glass.hours";
  private static final String RENEWALS = "break-glass.renewals";
  private static final String REVIEW_DAYS = "break-glass.review-working-days";
  private static final String LAST_REVIEW_DAYS = "break-glass.last-review-working-days";
  private static final String BREAK_GLASS_ROLE = "break-glass.role.";

  /** Every other property binds a cell to a role. */
  private static final Set<String> KNOWN =
      Set.of(
          VERSION,
          DEFAULT_MONTHS,
          MAXIMUM_MONTHS,
          DAYS_AFTER_CLOSING,
          AGE_CHILD_DECIDES,
          AGE_OF_MAJORITY,
          KINDS,
          CATEGORIES,
          HOURS,
          RENEWALS,
          REVIEW_DAYS,
          LAST_REVIEW_DAYS);

  public PolicyData {
    if (version.isBlank()) {
      throw new IllegalArgumentException("policy without a version");
    }
    Objects.requireNonNull(matrix);
    Objects.requireNonNull(consentTerms);
    Objects.requireNonNull(breakGlass);
    var copy = new EnumMap<PartnerKind, Map<DataCategory, String>>(PartnerKind.class);
    roles.forEach((kind, byCategory) -> copy.put(kind, Map.copyOf(byCategory)));
    roles = Collections.unmodifiableMap(copy);
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
        text(terms, VERSION),
        Matrix.parse(matrix),
        roles(terms),
        new ConsentTerms(
            number(terms, DEFAULT_MONTHS),
            number(terms, MAXIMUM_MONTHS),
            number(terms, DAYS_AFTER_CLOSING),
            number(terms, AGE_CHILD_DECIDES),
            number(terms, AGE_OF_MAJORITY)),
        breakGlass(terms));
  }

  private static BreakGlassTerms breakGlass(Properties terms) {
    var roles = new EnumMap<PartnerKind, String>(PartnerKind.class);
    for (var name : terms.stringPropertyNames()) {
      if (name.startsWith(BREAK_GLASS_ROLE)) {
        roles.put(
            named(PartnerKind.class, name, name.substring(BREAK_GLASS_ROLE.length())),
            text(terms, name));
      }
    }
    var kinds = EnumSet.noneOf(PartnerKind.class);
    for (var kind : text(terms, KINDS).split(",", -1)) {
      kinds.add(named(PartnerKind.class, KINDS, kind.trim()));
    }
    var categories = new EnumMap<DataCategory, Form>(DataCategory.class);
    for (var word : text(terms, CATEGORIES).split(",", -1)) {
      var parts = word.trim().split("/", 2);
      categories.put(
          named(DataCategory.class, CATEGORIES, parts[0]),
          parts.length == 1 ? Form.FULL : named(Form.class, CATEGORIES, parts[1]));
    }
    return new BreakGlassTerms(
        kinds,
        roles,
        categories,
        number(terms, HOURS),
        number(terms, RENEWALS),
        number(terms, REVIEW_DAYS),
        number(terms, LAST_REVIEW_DAYS));
  }

  private static <E extends Enum<E>> E named(Class<E> type, String property, String word) {
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "policy property " + property + " has an unknown word", unknown);
    }
  }

  private static Map<PartnerKind, Map<DataCategory, String>> roles(Properties terms) {
    var roles = new EnumMap<PartnerKind, Map<DataCategory, String>>(PartnerKind.class);
    for (var name : terms.stringPropertyNames()) {
      if (!KNOWN.contains(name) && !name.startsWith(BREAK_GLASS_ROLE)) {
        bind(roles, name, text(terms, name));
      }
    }
    return roles;
  }

  private static void bind(
      Map<PartnerKind, Map<DataCategory, String>> roles, String name, String role) {
    var words = name.split("\\.", -1);
    try {
      if (words.length != 3 || !words[0].equals("role")) {
        throw new IllegalArgumentException("no property of the policy");
      }
      roles
          .computeIfAbsent(PartnerKind.valueOf(words[1]), kind -> new EnumMap<>(DataCategory.class))
          .put(DataCategory.valueOf(words[2]), role);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("policy property " + name + " is unknown", unknown);
    }
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
