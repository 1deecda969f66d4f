package be.schakel.fhir;

import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

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

  /** What says how the rest is to be read, and what the rest refers to. */
  private static final Set<String> ALWAYS =
      Set.of("id", "meta", "implicitRules", "modifierExtension", "contained");

  private static final String WORDS = "true, text, data, false";
  private static final String EXAMPLE = "status,authoredOn";
  private static final Pattern NAMES =
      Pattern.compile(
          "(?:[A-Z]\\w{0,63}\\.)?[a-z]\\w{0,63}(?:,(?:[A-Z]\\w{0,63}\\.)?[a-z]\\w{0,63}){0,49}");

  Subset {
    elements = Set.copyOf(elements);
  }

  /**
   * @param type of the address; its answer may have others beside it, which are named with theirs
   * @param elements names of elements at the root of the resource, with commas; a name may begin
   *     with its type
   * @throws SchakelProblem {@link Code#INVALID_PARAMETER} for another word, or for both at once
   */
  static Subset of(String type, Optional<String> summary, Optional<String> elements) {
    if (summary.isPresent() && elements.isPresent()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, ELEMENTS, EXAMPLE + " (" + SUMMARY + "?)");
    }
    return new Subset(
        summary.map(Subset::summary).orElse(Summary.FALSE),
        elements.map(list -> names(type, list)).orElse(Set.of()));
  }

  /**
   * The part of a resource, or of each one in a Bundle.
   *
   * @return {@code whole} itself when all of it is wanted, else a copy
   */
  Resource of(Resource whole) {
    if (equals(WHOLE)) {
      return whole;
    }
    var copy = whole.copy();
    if (copy instanceof Bundle bundle) {
      bundle.getEntry().forEach(entry -> leaveOut(entry.getResource()));
    } else {
      leaveOut(copy);
    }
    return copy;
  }

  private void leaveOut(Resource resource) {
    for (var child : R4.CONTEXT.getResourceDefinition(resource).getChildren()) {
      if (!stays(resource.fhirType(), child)) {
        child.getMutator().setValue(resource, null);
      }
    }
    if (resource instanceof DomainResource holder) {
      holder.setContained(
          holder.getContained().stream().filter(referred(holder)::contains).toList());
    }
    // What a list leaves out is tagged already
    if (resource.getMeta().getTag(Systems.SUBSETTED, "SUBSETTED") == null) {
      resource.getMeta().addTag(Systems.SUBSETTED, "SUBSETTED", null);
    }
  }

  /** What stands inside counts as long as something that stays refers to it. */
  private static Set<Resource> referred(DomainResource holder) {
    var inside = holder.getContained();
    var named = new HashSet<Resource>();
    holder.setContained(List.of());
    var open = new ArrayDeque<Resource>(List.of(holder));
    while (!open.isEmpty()) {
      R4.within(open.pop(), Reference.class).stream()
          .map(Reference::getReference)
          .flatMap(place -> inside.stream().filter(each -> ("#" + each.getIdPart()).equals(place)))
          .filter(named::add)
          .forEach(open::push);
    }
    holder.setContained(inside);
    return named;
  }

  private boolean stays(String type, BaseRuntimeChildDefinition child) {
    var name = name(child);
    if (ALWAYS.contains(name) || child.getMin() > 0) {
      return true;
    }
    if (!elements.isEmpty()) {
      return elements.contains(name) || elements.contains(type + "." + name);
    }
    return switch (summary) {
      case TRUE -> child.isSummary();
      case TEXT -> name.equals("text");
      case DATA -> !name.equals("text");
      case FALSE -> true;
    };
  }

  private static Summary summary(String word) {
    return Arrays.stream(Summary.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> SchakelProblem.of(Code.INVALID_PARAMETER, SUMMARY, WORDS));
  }

  /** What no resource has would leave out everything, and look as if there were nothing. */
  private static Set<String> names(String type, String list) {
    if (!NAMES.matcher(list).matches()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, ELEMENTS, EXAMPLE);
    }
    var names = Set.copyOf(Arrays.asList(list.split(",")));
    for (var name : names) {
      var dot = name.indexOf('.');
      var known = elementsOf(dot < 0 ? type : name.substring(0, dot));
      if (!known.contains(name.substring(dot + 1))) {
        throw SchakelProblem.of(
            Code.INVALID_PARAMETER, ELEMENTS, known.isEmpty() ? EXAMPLE : String.join(",", known));
      }
    }
    return names;
  }

  private static Set<String> elementsOf(String type) {
    return R4.CONTEXT.getResourceTypes().contains(type)
        ? R4.CONTEXT.getResourceDefinition(type).getChildren().stream()
            .map(Subset::name)
            .collect(Collectors.toCollection(TreeSet::new))
        : Set.of();
  }

  /** {@code occurrence[x]} is asked for as occurrence. */
  private static String name(BaseRuntimeChildDefinition child) {
    return child.getElementName().replace("[x]", "");
  }
}
