package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything of the policy that is data: one version of the matrix and the terms around it.
 *
 * @param version named by every decision taken under it
 * @param validFrom the first day of it (Europe/Brussels)
 * @param roles where a cell holds for one role of professional only
 * @param ownerRoles how the matrix is cut inside the centre that owns a case
 * @param lookUpDays how long a look-up is kept
 */
public record PolicyData(
    String version,
    LocalDate validFrom,
    Matrix matrix,
    Map<PartnerKind, Map<DataCategory, String>> roles,
    OwnerRoles ownerRoles,
    ConsentTerms consentTerms,
    BreakGlassTerms breakGlass,
    GroundTerms groundTerms,
    ManoTerms manoTerms,
    SupervisionTerms supervisionTerms,
    int lookUpDays,
    SearchRules searchRules,
    LegalBases legalBases) {

  private static final String ALLEGED_PERPETRATOR = "flag.alleged-perpetrator.";
  private static final String NOTHING = "NOTHING";
  private static final String CELL_ROLE = "role.";
  private static final String OWNER_ROLE = "owner.role.";
  private static final String OWNER_ONLY = "owner.only.";
  private static final String BREAK_GLASS_ROLE = "break-glass.role.";
  private static final String BREAK_GLASS_CATEGORIES = "break-glass.categories";

  public PolicyData {
    if (version.isBlank()) {
      throw new IllegalArgumentException("policy without a version");
    }
    Objects.requireNonNull(validFrom);
    Objects.requireNonNull(matrix);
    Objects.requireNonNull(ownerRoles);
    Objects.requireNonNull(consentTerms);
    Objects.requireNonNull(breakGlass);
    Objects.requireNonNull(groundTerms);
    Objects.requireNonNull(manoTerms);
    Objects.requireNonNull(supervisionTerms);
    if (lookUpDays < 1) {
      throw new IllegalArgumentException("look-ups that nobody keeps");
    }
    Objects.requireNonNull(searchRules);
    Objects.requireNonNull(legalBases);
    var copy = new EnumMap<PartnerKind, Map<DataCategory, String>>(PartnerKind.class);
    roles.forEach((kind, byCategory) -> copy.put(kind, Map.copyOf(byCategory)));
    roles = Collections.unmodifiableMap(copy);
  }

  /** The version this release comes with. */
  public static PolicyData shipped() {
    return of(PolicyText.shipped());
  }

  /**
   * @throws IllegalArgumentException naming the file and the line or the property that is wrong
   */
  public static PolicyData of(PolicyText text) {
    var terms = new TermsFile(text.terms());
    var data =
        new PolicyData(
            terms.text("version"),
            day(terms, "valid-from"),
            Matrix.parse(text.matrix()),
            roles(terms),
            ownerRoles(terms),
            consentTerms(terms),
            breakGlass(terms),
            groundTerms(terms),
            manoTerms(terms),
            supervisionTerms(terms),
            terms.number("look-up.retention-days"),
            SearchRules.parse(text.searchRules()),
            LegalBases.parse(text.legalBases()));
    terms.noOther();
    return data;
  }

  private static LocalDate day(TermsFile terms, String name) {
    try {
      return LocalDate.parse(terms.text(name));
    } catch (DateTimeException wrong) {
      throw TermsFile.refused(name, "is no day such as 2026-12-31", wrong);
    }
  }

  private static ConsentTerms consentTerms(TermsFile terms) {
    return new ConsentTerms(
        terms.number("consent.default-months"),
        terms.number("consent.maximum-months"),
        terms.number("consent.days-after-closing"),
        terms.number("consent.age-child-decides"),
        terms.number("consent.age-of-majority"),
        flagEffects(terms));
  }

  private static Map<Stage, Set<FlagEffect>> flagEffects(TermsFile terms) {
    var effects = new EnumMap<Stage, Set<FlagEffect>>(Stage.class);
    for (var stage : Stage.values()) {
      var name = ALLEGED_PERPETRATOR + stage;
      effects.put(
          stage, terms.text(name).equals(NOTHING) ? Set.of() : terms.words(name, FlagEffect.class));
    }
    return effects;
  }

  private static GroundTerms groundTerms(TermsFile terms) {
    return new GroundTerms(
        terms.number("ground.shared-secrecy.default-days"),
        terms.number("ground.shared-secrecy.maximum-days"),
        terms.number("ground.conference.maximum-days"),
        terms.number("ground.written-request.days"),
        terms.number("ground.danger.confirm-hours"));
  }

  private static ManoTerms manoTerms(TermsFile terms) {
    return new ManoTerms(
        terms.number("mano.term.working-days"),
        terms.number("mano.admissibility.working-days"),
        terms.numbers("mano.warn-at-percent"));
  }

  private static SupervisionTerms supervisionTerms(TermsFile terms) {
    return new SupervisionTerms(
        terms.number("embargo.maximum-days"), terms.number("reidentification.maximum-days"));
  }

  private static BreakGlassTerms breakGlass(TermsFile terms) {
    var roles = new EnumMap<PartnerKind, String>(PartnerKind.class);
    terms
        .under(BREAK_GLASS_ROLE, terms::text)
        .forEach(
            (kind, role) ->
                roles.put(TermsFile.word(BREAK_GLASS_ROLE + kind, PartnerKind.class, kind), role));
    var categories = new EnumMap<DataCategory, Form>(DataCategory.class);
    for (var word : terms.words(BREAK_GLASS_CATEGORIES)) {
      var parts = word.split("/", 2);
      categories.put(
          TermsFile.word(BREAK_GLASS_CATEGORIES, DataCategory.class, parts[0]),
          parts.length == 1
              ? Form.FULL
              : TermsFile.word(BREAK_GLASS_CATEGORIES, Form.class, parts[1]));
    }
    return new BreakGlassTerms(
        terms.words("break-glass.kinds", PartnerKind.class),
        roles,
        categories,
        terms.number("break-glass.hours"),
        terms.number("break-glass.renewals"),
        terms.number("break-glass.review-working-days"),
        terms.number("break-glass.last-review-working-days"),
        terms.number("break-glass.tell-again-months"),
        terms.number("break-glass.duty-list-days"));
  }

  private static OwnerRoles ownerRoles(TermsFile terms) {
    var bound = new HashMap<DataCategory, Set<String>>();
    terms
        .under(OWNER_ONLY, terms::words)
        .forEach(
            (category, roles) ->
                bound.put(
                    TermsFile.word(OWNER_ONLY + category, DataCategory.class, category), roles));
    return new OwnerRoles(
        terms.under(OWNER_ROLE, name -> terms.words(name, DataCategory.class)), bound);
  }

  private static Map<PartnerKind, Map<DataCategory, String>> roles(TermsFile terms) {
    var roles = new EnumMap<PartnerKind, Map<DataCategory, String>>(PartnerKind.class);
    terms
        .under(CELL_ROLE, terms::text)
        .forEach(
            (cell, role) -> {
              var words = cell.split("\\.", -1);
              var name = CELL_ROLE + cell;
              if (words.length != 2) {
                throw TermsFile.refused(name, "names no kind of partner and category", null);
              }
              roles
                  .computeIfAbsent(
                      TermsFile.word(name, PartnerKind.class, words[0]),
                      kind -> new EnumMap<>(DataCategory.class))
                  .put(TermsFile.word(name, DataCategory.class, words[1]), role);
            });
    return roles;
  }

  /** Whether the asker's professional has the role that this category is bound to, if it is. */
  boolean roleFits(Asker asker, DataCategory category) {
    var bound = roles.get(asker.kind());
    var role = bound == null ? null : bound.get(category);
    return role == null || role.equals(asker.role());
  }
}
