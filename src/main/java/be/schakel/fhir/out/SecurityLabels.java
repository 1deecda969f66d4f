package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.vocabulary.DataCategory;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * How careful a receiver has to be with what it got (R4 security-labels): restricted, or very
 * restricted, that it is about abuse, and which categories of our own are in it. A label opens and
 * closes nothing here; it tells the next system. Pure.
 */
public final class SecurityLabels {

  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  private static final String RESTRICTED = CONFIDENTIALITY + "|R";
  private static final String VERY = CONFIDENTIALITY + "|V";
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  /** Sexual assault, abuse, or domestic violence information sensitivity. */
  private static final String ABUSE = "SDV";

  /** What harms most in the wrong hands: it names who spoke, or serves a prosecution. */
  private static final Set<DataCategory> VERY_RESTRICTED =
      EnumSet.of(
          DataCategory.CHILD_VIEW,
          DataCategory.REPORTER_ID,
          DataCategory.JUDICIAL,
          DataCategory.PARKET_REPORT,
          DataCategory.RISK_FULL);

  private SecurityLabels() {}

  /**
   * Puts them on the resource; if it is a Bundle, on each one in it, and what they all have
   * together on itself (R4 security-labels, "High-Water Mark"). A Bundle that has some stays as it
   * is.
   */
  public static void on(Resource resource) {
    if (resource instanceof Bundle bundle) {
      if (bundle.getMeta().hasSecurity()) {
        return;
      }
      bundle.getEntry().stream()
          .filter(BundleEntryComponent::hasResource)
          .map(BundleEntryComponent::getResource)
          .forEach(SecurityLabels::on);
      together(bundle);
    } else if (aboutPeople(resource)) {
      on(resource, categories(resource));
    }
  }

  /** Puts them on a document, which does not say itself what it is about. */
  public static void on(Resource document, Optional<DataCategory> category) {
    on(document, category.map(EnumSet::of).orElseGet(() -> EnumSet.noneOf(DataCategory.class)));
  }

  /** The strictest confidentiality of what is in it, and every other label once. */
  public static void together(Bundle bundle) {
    var labels = new LinkedHashMap<String, Coding>();
    bundle.getEntry().stream()
        .filter(BundleEntryComponent::hasResource)
        .flatMap(entry -> entry.getResource().getMeta().getSecurity().stream())
        .forEach(label -> labels.put(label.getSystem() + "|" + label.getCode(), label));
    if (labels.containsKey(VERY)) {
      labels.remove(RESTRICTED);
    }
    labels.values().forEach(label -> bundle.getMeta().addSecurity(label.copy()));
  }

  private static void on(Resource resource, Set<DataCategory> categories) {
    // The contents of a report say in words whatever its reader may see of it
    var very =
        resource instanceof Composition && categories.isEmpty()
            || secretAddress(resource)
            || categories.stream().anyMatch(VERY_RESTRICTED::contains);
    var meta = resource.getMeta();
    meta.addSecurity(new Coding(CONFIDENTIALITY, very ? "V" : "R", null));
    meta.addSecurity(new Coding(ACT, ABUSE, null));
    for (var category : categories) {
      meta.addSecurity(new Coding(Systems.list(DataCategory.class), category.name(), null));
    }
  }

  private static boolean aboutPeople(Resource resource) {
    return Stream.of(
            ServiceRequest.class,
            Task.class,
            Group.class,
            Patient.class,
            RelatedPerson.class,
            Consent.class,
            DocumentReference.class,
            AuditEvent.class,
            Communication.class,
            Composition.class,
            Provenance.class)
        .anyMatch(type -> type.isInstance(resource));
  }

  private static Set<DataCategory> categories(Resource resource) {
    var found = EnumSet.noneOf(DataCategory.class);
    if (resource instanceof ServiceRequest request) {
      found.add(DataCategory.RECEIPT);
      found.add(DataCategory.STATUS);
      if (request.hasNote() || request.hasReasonCode() || request.hasReasonReference()) {
        found.add(DataCategory.CONCERN);
      }
      request.getContained().forEach(inside -> found.addAll(inside(inside)));
    } else if (resource instanceof Task task) {
      found.add(DataCategory.STATUS);
      task.getOutput().forEach(output -> found.addAll(named(List.of(output.getType()))));
      if (task.hasReasonCode()) {
        found.add(DataCategory.CONCERN);
      }
    } else if (resource instanceof Communication communication) {
      found.add(communication.hasPayload() ? DataCategory.CONCERN : DataCategory.STATUS);
    } else if (resource instanceof Patient patient) {
      found.add(DataCategory.CHILD_ID);
      if (patient.hasAddress()) {
        found.add(DataCategory.ADDRESS);
      }
    } else if (resource instanceof Provenance) {
      found.add(DataCategory.RECEIPT);
    } else if (resource instanceof RelatedPerson) {
      found.add(DataCategory.FAMILY_ID);
    } else if (resource instanceof Consent) {
      found.add(DataCategory.CONSENT);
    } else if (resource instanceof DocumentReference document) {
      found.addAll(named(document.getCategory()));
    }
    return found;
  }

  private static Set<DataCategory> inside(Resource contained) {
    return switch (contained.fhirType()) {
      case "Observation" -> EnumSet.of(DataCategory.CHILD_VIEW);
      case "RelatedPerson" -> EnumSet.of(DataCategory.FAMILY_ID);
      case "Organization" ->
          ((Organization) contained).getId().endsWith("reporter")
              ? EnumSet.of(DataCategory.REPORTER_ID)
              : EnumSet.noneOf(DataCategory.class);
      default -> EnumSet.noneOf(DataCategory.class);
    };
  }

  private static Set<DataCategory> named(Collection<CodeableConcept> concepts) {
    var found = EnumSet.noneOf(DataCategory.class);
    for (var concept : concepts) {
      for (var coding : concept.getCoding()) {
        Arrays.stream(DataCategory.values())
            .filter(category -> category.name().equals(coding.getCode()))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static boolean secretAddress(Resource resource) {
    return resource instanceof DomainResource domain
        && domain.getExtensionsByUrl(Systems.EXTENSION + "secret-address").stream()
            .map(Extension::getValue)
            .anyMatch(value -> value != null && "true".equals(value.primitiveValue()));
  }
}
