package be.schakel.demo;

import static be.schakel.vocabulary.Purpose.AUDIT;
import static be.schakel.vocabulary.Purpose.CARE_COORDINATION;
import static be.schakel.vocabulary.Purpose.CASE_CONFERENCE;
import static be.schakel.vocabulary.Purpose.CASE_MANAGEMENT;
import static be.schakel.vocabulary.Purpose.CHILDCARE_SAFETY;
import static be.schakel.vocabulary.Purpose.CONSULT;
import static be.schakel.vocabulary.Purpose.EMERGENCY;
import static be.schakel.vocabulary.Purpose.FOLLOW_UP_OWN;
import static be.schakel.vocabulary.Purpose.HWC_SUPPORT;
import static be.schakel.vocabulary.Purpose.JUDICIAL_PROTECTION;
import static be.schakel.vocabulary.Purpose.MANO_INVESTIGATION;
import static be.schakel.vocabulary.Purpose.RIGHTS_REQUEST;
import static be.schakel.vocabulary.Purpose.STATISTICS;
import static be.schakel.vocabulary.Purpose.SUBMIT;

import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a demo partner is registered for: all that its kind can use, so that a refusal in the demo
 * comes from the policy and not from a thin registration. A real registration is agreed one by one.
 */
final class DemoRights {

  private DemoRights() {}

  static Set<Purpose> purposes(PartnerKind kind) {
    return switch (kind) {
      case VK ->
          EnumSet.of(
              SUBMIT,
              FOLLOW_UP_OWN,
              CONSULT,
              CARE_COORDINATION,
              MANO_INVESTIGATION,
              CASE_MANAGEMENT,
              CASE_CONFERENCE,
              RIGHTS_REQUEST,
              STATISTICS,
              EMERGENCY);
      case OCJ ->
          EnumSet.of(
              SUBMIT,
              FOLLOW_UP_OWN,
              CONSULT,
              CARE_COORDINATION,
              MANO_INVESTIGATION,
              CASE_MANAGEMENT,
              CASE_CONFERENCE,
              EMERGENCY);
      case HOSPITAL, GP, CLB, FOSTER_CARE, OPGROEIEN_KG ->
          EnumSet.of(SUBMIT, FOLLOW_UP_OWN, CONSULT, CARE_COORDINATION, CASE_CONFERENCE, EMERGENCY);
      case CAW, VEILIG_HUIS, KINDREFLEX_ORG ->
          EnumSet.of(SUBMIT, FOLLOW_UP_OWN, CONSULT, CARE_COORDINATION, CASE_CONFERENCE);
      case PARKET -> EnumSet.of(SUBMIT, FOLLOW_UP_OWN, JUDICIAL_PROTECTION, CASE_CONFERENCE);
      case POLICE -> EnumSet.of(SUBMIT, FOLLOW_UP_OWN, CASE_CONFERENCE, HWC_SUPPORT);
      case SCHOOL -> EnumSet.of(SUBMIT, FOLLOW_UP_OWN, CONSULT, CARE_COORDINATION, HWC_SUPPORT);
      case HELPLINE_1712, NPIE -> EnumSet.of(SUBMIT, FOLLOW_UP_OWN, CONSULT);
      case OPGROEIEN_CHILDCARE, VECK_CHILDCARE -> EnumSet.of(CHILDCARE_SAFETY);
      case AUDITOR -> EnumSet.of(AUDIT);
      case STATISTICS -> EnumSet.of(STATISTICS);
    };
  }

  static List<String> scopes(PartnerKind kind) {
    return switch (kind) {
      case VK ->
          with(submitting(), "system/Task.u", "system/Consent.crsu", "system/AuditEvent.crs");
      case OCJ, VEILIG_HUIS, FOSTER_CARE ->
          with(submitting(), "system/Task.u", "system/Consent.crsu");
      case HOSPITAL, GP, CLB, OPGROEIEN_KG, CAW, KINDREFLEX_ORG ->
          with(submitting(), "system/Consent.crsu");
      case PARKET, POLICE, SCHOOL, OPGROEIEN_CHILDCARE, VECK_CHILDCARE ->
          with(submitting(), "system/Task.u");
      case HELPLINE_1712, NPIE -> submitting();
      case AUDITOR ->
          List.of(
              "system/AuditEvent.crs",
              "system/Consent.rs",
              "system/Task.rs",
              "system/Subscription.cruds",
              "system/DeadLetter.su");
      case STATISTICS -> List.of("system/Task.s");
    };
  }

  private static List<String> submitting() {
    return List.of(
        "system/ServiceRequest.crs",
        "system/Task.rs",
        "system/DocumentReference.r",
        "system/Binary.cr",
        "system/Subscription.cruds",
        "system/DeadLetter.su");
  }

  private static List<String> with(List<String> scopes, String... more) {
    var all = new ArrayList<>(scopes);
    Collections.addAll(all, more);
    return List.copyOf(all);
  }
}
