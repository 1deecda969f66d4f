package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.EnumSet;
import java.util.Set;

/**
 * Shared professional secrecy between those who help (decree of 12 July 2013, arts. 72 and 74). The
 * law itself keeps it from justice, police and schools, whatever the matrix says.
 */
final class SharedSecrecyGround implements Ground {

  private static final Set<PartnerKind> NEVER =
      EnumSet.of(PartnerKind.PARKET, PartnerKind.POLICE, PartnerKind.SCHOOL);

  private static final Finding GRANTED = Finding.granted(LegalGround.G1_SHARED_SECRECY);
  private static final Finding NONE = Finding.lacks(Reason.NO_SHARED_SECRECY);
  private static final Finding INCOMPLETE = Finding.lacks(Reason.SHARED_SECRECY_INCOMPLETE);
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  static boolean mayShareWith(PartnerKind kind) {
    return !NEVER.contains(kind);
  }

  @Override
  public Finding examine(Question question) {
    if (!mayShareWith(question.asker().kind())) {
      return NONE;
    }
    var result = NONE;
    for (var shared : question.evidence().sharedSecrecy()) {
      if (shared.covers(question)) {
        if (shared.complete()) {
          return Purposes.is(question, Purpose.CARE_COORDINATION) ? GRANTED : PURPOSE;
        }
        result = INCOMPLETE;
      }
    }
    return result;
  }
}
