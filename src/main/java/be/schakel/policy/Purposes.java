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
    return question.action() == Action.SUBMIT
        ? fitSubmit(question)
        : READING.contains(question.asker().purpose());
  }

  /** A centre registers what reached it by telephone or on paper while it manages cases. */
  private static boolean fitSubmit(Question question) {
    var asker = question.asker();
    return SUBMITTING.contains(asker.purpose())
        || (asker.kind() == PartnerKind.VK && OWNING.contains(asker.purpose()));
  }

  /** Following up one's own; for the parket that is part of protecting the child in court. */
  static boolean fitOwn(Question question) {
    var purpose = question.asker().purpose();
    if (question.action() == Action.SUBMIT) {
      return fitSubmit(question);
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
