package be.schakel.policy;

import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.EnumSet;
import java.util.Set;

/** Which purpose fits which action and which ground (disclosure policy 5.2). */
final class Purposes {

  private static final Set<Purpose> SUBMITTING = EnumSet.of(Purpose.SUBMIT, Purpose.FOLLOW_UP_OWN);
  private static final Set<Purpose> READING =
      EnumSet.complementOf(EnumSet.of(Purpose.SUBMIT, Purpose.STATISTICS));
  private static final Set<Purpose> OWNING =
      EnumSet.of(Purpose.CASE_MANAGEMENT, Purpose.MANO_INVESTIGATION);

  private Purposes() {}

  static boolean fitAction(Question question) {
    var fitting = question.action() == Action.SUBMIT ? SUBMITTING : READING;
    return fitting.contains(question.asker().purpose());
  }

  /** Following up one's own; for the parket that is part of protecting the child in court. */
  static boolean fitOwn(Question question) {
    var purpose = question.asker().purpose();
    if (question.action() == Action.SUBMIT) {
      return SUBMITTING.contains(purpose);
    }
    return purpose == Purpose.FOLLOW_UP_OWN
        || (purpose == Purpose.JUDICIAL_PROTECTION
            && question.asker().kind() == PartnerKind.PARKET);
  }

  static boolean fitOwner(Question question) {
    return OWNING.contains(question.asker().purpose());
  }

  static boolean is(Question question, Purpose purpose) {
    return question.asker().purpose() == purpose;
  }
}
