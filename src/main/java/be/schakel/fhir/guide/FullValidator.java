package be.schakel.fhir.guide;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.IValidationContext;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.hl7.fhir.utilities.http.ManagedWebAccess;

/**
 * HAPI's full validator with the project's own guide: every rule of R4 and of our profiles, in tens
 * of milliseconds, where the way in takes microseconds for those that count.
 *
 * <p>Made once for the process: it takes seconds and about 180 MB of heap to learn the definitions,
 * most of it at the first validation. Thread-safe. Nothing is fetched from anywhere.
 *
 * <p>HAPI reads a register of 21,000 OIDs at every validation, nine tenths of all that one
 * allocates, and then asks nothing of it: whatever is no address of the guide counts as known. An
 * empty {@code oidregistry.csv} of ours is found in its place.
 */
public final class FullValidator {

  /** What it adds to a place: the type and id of the resource there. */
  private static final Pattern TYPE = Pattern.compile("/\\*.*?\\*/");

  /** That a resource should have a text, of each: none needs one here. */
  private static final String WITHOUT_NARRATIVE = Systems.R4_TYPE + "DomainResource#dom-6";

  /** Findings of one resource: HAPI holds each against each. */
  private static final int MOST = 500;

  /**
   * What Java says where something broke: HAPI makes a sentence around it. A finding quotes what
   * was sent, however long, so that nothing is looked for further than a sentence goes.
   */
  private static final Pattern OF_JAVA =
      Pattern.compile(
          "Cannot (?:invoke|read|load from|store to|assign|enter) .{1,300} because|cannot be cast to class"
              + "|out of bounds for length|\\w(?:Exception|Error)\\b.{0,300}[:@]|\\bjavax?\\.\\w");

  private final FhirValidator validator;
  private final AtEveryElement advisor;
  private final Runnable between;

  /**
   * @param between called at every element that is read or looked at: where a validation can be
   *     halted
   */
  public FullValidator(Runnable between) {
    this.between = between;
    // It would ask registries for what it does not know, and so tell them
    ManagedWebAccess.setAccessPolicy(ManagedWebAccess.WebAccessPolicy.PROHIBITED);
    var own = new PrePopulatedValidationSupport(R4.CONTEXT);
    Guide.packaged().all().stream()
        .filter(
            part ->
                List.of("StructureDefinition", "CodeSystem", "ValueSet")
                    .contains(part.path("resourceType").asText()))
        .forEach(part -> own.addResource((Resource) R4.json().parseResource(part.toString())));
    var unknown = new UnknownCodeSystemWarningValidationSupport(R4.CONTEXT);
    // LOINC, SNOMED CT and what partners made themselves are not at hand
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    var terms = new CodesAtHand();
    // In which words a code is shown decides nothing
    terms.setIssueSeverityForCodeDisplayMismatch(IssueSeverity.WARNING);
    var instance =
        new Typed(
            new AtEveryDefinition(
                between,
                new DefaultProfileValidationSupport(R4.CONTEXT),
                own,
                new CommonCodeSystemsTerminologyService(R4.CONTEXT),
                terms,
                unknown,
                new SnapshotGeneratingValidationSupport(R4.CONTEXT)));
    advisor = new AtEveryElement(between);
    instance.setValidatorPolicyAdvisor(advisor);
    instance.setAnyExtensionsAllowed(true);
    instance.setNoExtensibleWarnings(true);
    // A Belgian profile is claimed by many and not at hand: what it asks is theirs to know
    instance.setErrorForUnknownProfiles(false);
    validator = R4.CONTEXT.newValidator().registerValidatorModule(instance);
  }

  /**
   * @param resource as JSON
   * @param profiles names of definitions of the guide, beside what the resource claims itself
   */
  public List<SingleValidationMessage> findings(String resource, String... profiles) {
    var options = new ValidationOptions();
    for (var profile : profiles) {
      options.addProfile(Systems.EXTENSION + profile);
    }
    try {
      between.run();
      advisor.found.set(0);
      var found = validator.validateWithResult(resource, options).getMessages();
      found.forEach(FullValidator::inWords);
      return found.size() > MOST || advisor.found.get() > MOST ? first(found) : found;
    } catch (TooLong stopped) {
      return List.of(
          fatal(
              "too-costly", "This resource takes the validator too long: validate a part of it."));
    } catch (StackOverflowError nested) {
      return gaveUp("What this resource holds refers to itself too deeply for the validator.");
    } catch (VirtualMachineError ofThisProcess) {
      throw ofThisProcess;
    } catch (RuntimeException | Error stranger) {
      // It throws plain errors where input is stranger than it thought; both quote the input
      return gaveUp("The validator could not read this resource to its end.");
    }
  }

  /** How strong it is and where stays as it was said. */
  static void inWords(SingleValidationMessage finding) {
    if (finding.getMessage() != null && OF_JAVA.matcher(finding.getMessage()).find()) {
      finding.setMessage("This could not be looked at to its end.");
    }
  }

  /** An error may be among the others, so what they are cut from is not valid. */
  private static List<SingleValidationMessage> first(List<SingleValidationMessage> found) {
    return Stream.concat(
            Stream.of(fatal(Finding.ANY, "More than this is to be said: mend what follows first.")),
            found.stream().limit(MOST))
        .toList();
  }

  private static List<SingleValidationMessage> gaveUp(String why) {
    return List.of(fatal(Finding.ANY, why));
  }

  private static SingleValidationMessage fatal(String type, String why) {
    return new Finding(ResultSeverityEnum.FATAL, type, why);
  }

  /** Thrown between two elements, it ends a validation; what was found until then is not told. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Where it is, as FHIRPath; empty where it is about all of it. */
  public static String place(SingleValidationMessage finding) {
    var place = finding.getLocationString();
    return place == null ? "" : TYPE.matcher(place).replaceAll("");
  }

  public static boolean isError(SingleValidationMessage finding) {
    return finding.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0;
  }

  /** HAPI's own, whose findings keep their type. */
  private static final class Typed extends FhirInstanceValidator {

    Typed(IValidationSupport definitions) {
      super(definitions);
    }

    @Override
    public void validateResource(IValidationContext<IBaseResource> resource) {
      validate(resource).forEach(found -> resource.addValidationMessage(new Finding(found)));
    }
  }

  /** Asked for a definition at each element that is read, before any is looked at. */
  private static final class AtEveryDefinition extends ValidationSupportChain {

    private final Runnable between;

    AtEveryDefinition(Runnable between, IValidationSupport... parts) {
      super(parts);
      this.between = between;
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String address) {
      between.run();
      return super.fetchResource(type, address);
    }
  }

  /** HAPI's own policy; it is asked for each element that is looked at. */
  private static final class AtEveryElement extends FhirDefaultPolicyAdvisor {

    private final Runnable between;
    private final ThreadLocal<Integer> found = ThreadLocal.withInitial(() -> 0);

    AtEveryElement(Runnable between) {
      this.between = between;
    }

    @Override
    public boolean isSuppressMessageId(String path, String message) {
      between.run();
      if (WITHOUT_NARRATIVE.equals(message)) {
        return true;
      }
      found.set(found.get() + 1);
      return found.get() > MOST || super.isSuppressMessageId(path, message);
    }

    @Override
    public EnumSet<ElementValidationAction> policyForElement(
        IResourceValidator validator,
        Object context,
        StructureDefinition structure,
        ElementDefinition element,
        String path) {
      between.run();
      return super.policyForElement(validator, context, structure, element, path);
    }
  }
}
