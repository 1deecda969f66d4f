package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralType;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What no ground overrides (disclosure policy 5.5, step 4), for everybody but the owner. H3 (the
 * school signal), H9 and H10 (a person's own access) concern records that do not pass here.
 */
enum HardDeny {
  H1(Reason.REPORTER_PROTECTED, HardDeny::protectedReporter),
  H2(Reason.NPIE_CLOSED, question -> question.about().type() == ReferralType.NPIE),
  H4(Reason.NO_DOUBLE_CONSENT, HardDeny::judiciaryWithoutDoubleConsent),
  H5(Reason.RISK_INSTRUMENT_CLOSED, question -> question.category() == DataCategory.RISK_FULL),
  H6(Reason.JUDICIAL_CLOSED, HardDeny::judicialOutsideConference),
  H7(Reason.POLICE_READS_NOTHING, question -> question.asker().kind() == PartnerKind.POLICE),
  /** Last, and alone without exemption: what it hides is where the child is. */
  H8(Reason.ADDRESS_SECRET, HardDeny::secretPlace);

  private static final Set<DataCategory> HELP =
      EnumSet.of(DataCategory.HELP_CONTENT, DataCategory.CHILD_VIEW, DataCategory.SAFETY_PLAN);
  private static final Set<DataCategory> PLACES =
      EnumSet.of(DataCategory.ADDRESS, DataCategory.SCHOOL, DataCategory.PLACEMENT);
  private static final Set<DataCategory> ALWAYS_FOR_THE_SUBMITTER =
      EnumSet.of(DataCategory.RECEIPT, DataCategory.STATUS);
  private static final Ground DOUBLE_CONSENT = ConsentGround.ofChildAndCarers();

  private final Reason reason;
  private final Predicate<Question> hits;

  HardDeny(Reason reason, Predicate<Question> hits) {
    this.reason = reason;
    this.hits = hits;
  }

  Reason reason() {
    return reason;
  }

  boolean hits(Question question) {
    return (this == H8 || !exempt(question)) && hits.test(question);
  }

  /**
   * A partner's own submission, receipt and status. The log is no case data: it stays open to
   * supervision, also about what is closed to everybody.
   */
  private static boolean exempt(Question question) {
    return ALWAYS_FOR_THE_SUBMITTER.contains(question.category())
        || question.category() == DataCategory.DISCLOSURE_LOG
        || (question.own() && question.about().relations().contains(Relation.REPORTER));
  }

  private static boolean protectedReporter(Question question) {
    return question.category() == DataCategory.REPORTER_ID && question.about().reporterProtected();
  }

  private static boolean judiciaryWithoutDoubleConsent(Question question) {
    return question.asker().kind() == PartnerKind.PARKET
        && HELP.contains(question.category())
        && !DOUBLE_CONSENT.examine(question).granted();
  }

  private static boolean judicialOutsideConference(Question question) {
    var kind = question.asker().kind();
    return question.category() == DataCategory.JUDICIAL
        && kind != PartnerKind.PARKET
        && kind != PartnerKind.POLICE
        && !ConferenceGround.inConference(question);
  }

  private static boolean secretPlace(Question question) {
    return question.about().secretAddress() && PLACES.contains(question.category());
  }
}
