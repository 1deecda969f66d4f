package be.schakel.fhir;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.parser.IParser;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Which part of each resource a reader wants (R4 search, "Summary" and "Elements"): never more than
 * was released to it, and tagged as a part. What a profile cannot do without stays, and so do id
 * and labels. Pure.
 *
 * @param elements the only ones wanted; none for those that the summary says
 */
record Subset(Summary summary, Set<String> elements) {

  static final String SUMMARY = "_summary";
  static final String ELEMENTS = "_elements";

  static final Subset WHOLE = new Subset(Summary.FALSE, Set.of());

  /** {@code count} is none of them: a total would tell of what the reader may not see. */
  enum Summary {
    TRUE,
    TEXT,
    DATA,
    FALSE
  }

  private static final String WORDS = "true, text, data, false";
  private static final String EXAMPLE = "status,authoredOn";
  private static final Pattern NAMES =
      Pattern.compile(
          "(?:[A-Z]\\w{0,63}\\.)?[a-z]\\w{0,63}(?:,(?:[A-Z]\\w{0,63}\\.)?[a-z]\\w{0,63}){0,49}");

  Subset {
    elements = Set.copyOf(elements);
  }

  /**
   * @param elements names of elements at the root of the resource, with commas; a name may begin
   *     with its type
   * @throws SchakelProblem {@link Code#INVALID_PARAMETER} for another word, or for both at once
   */
  static Subset of(Optional<String> summary, Optional<String> elements) {
    if (summary.isPresent() && elements.isPresent()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, ELEMENTS, EXAMPLE + " (" + SUMMARY + "?)");
    }
    return new Subset(
        summary.map(Subset::summary).orElse(Summary.FALSE),
        elements.map(Subset::names).orElse(Set.of()));
  }

  /**
   * @param whole what is to be written: of a Bundle its frame stays
   */
  IParser of(IBaseResource whole, IParser parser) {
    parser.setEncodeElementsAppliesToChildResourcesOnly(whole instanceof Bundle);
    if (!elements.isEmpty()) {
      return only(parser, elements);
    }
    return switch (summary) {
      case TRUE -> parser.setSummaryMode(true);
      case TEXT -> only(parser, Set.of("text"));
      case DATA -> parser.setSuppressNarratives(true);
      case FALSE -> parser;
    };
  }

  private static IParser only(IParser parser, Set<String> names) {
    var wanted =
        names.stream()
            .map(name -> Character.isUpperCase(name.charAt(0)) ? name : "*." + name)
            .collect(Collectors.toSet());
    wanted.addAll(Set.of("*.id", "*.meta", "*.(mandatory)"));
    parser.setEncodeElements(wanted);
    return parser;
  }

  private static Summary summary(String word) {
    return Arrays.stream(Summary.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> SchakelProblem.of(Code.INVALID_PARAMETER, SUMMARY, WORDS));
  }

  private static Set<String> names(String list) {
    if (!NAMES.matcher(list).matches()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, ELEMENTS, EXAMPLE);
    }
    return Arrays.stream(list.split(",")).collect(Collectors.toSet());
  }
}
