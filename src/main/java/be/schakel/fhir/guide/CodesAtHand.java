package be.schakel.fhir.guide;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/**
 * HAPI's value sets, but for those that pick codes by what a system that is not at hand says of
 * them, as R4's {@code doc-typecodes} does by the scale of LOINC: whether a code is in one cannot
 * be said, and is left to whoever names the systems that are not at hand. HAPI 8.8 would fail on
 * the system that it has not, and quote how.
 */
final class CodesAtHand extends InMemoryTerminologyServerValidationSupport {

  CodesAtHand() {
    super(R4.CONTEXT);
  }

  @Override
  public CodeValidationResult validateCodeInValueSet(
      ValidationSupportContext context,
      ConceptValidationOptions options,
      String system,
      String code,
      String display,
      IBaseResource valueSet) {
    return picks((ValueSet) valueSet).anyMatch(part -> part.getSystem().equals(system))
            && context.getRootValidationSupport().fetchCodeSystem(system) == null
        ? null
        : super.validateCodeInValueSet(context, options, system, code, display, valueSet);
  }

  private static Stream<ConceptSetComponent> picks(ValueSet set) {
    return Stream.concat(
            set.getCompose().getInclude().stream(), set.getCompose().getExclude().stream())
        .filter(part -> part.hasFilter() && part.hasSystem());
  }
}
