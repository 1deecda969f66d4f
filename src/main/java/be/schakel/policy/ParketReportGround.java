package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Purpose;

/** The signed report of the mandated centre to the parket, and what it contains. */
final class ParketReportGround implements Ground {

  private static final Finding GRANTED = Finding.granted(LegalGround.G5_PARKET_REFERRAL);
  private static final Finding NONE = Finding.lacks(Reason.NO_PARKET_REPORT);
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  @Override
  public Finding examine(Question question) {
    for (var report : question.evidence().parketReports()) {
      if (report.covers(question)) {
        return purposeFits(question) ? GRANTED : PURPOSE;
      }
    }
    return NONE;
  }

  private static boolean purposeFits(Question question) {
    return Purposes.is(question, Purpose.JUDICIAL_PROTECTION)
        || (question.about().relations().contains(Relation.REPORTER)
            && Purposes.is(question, Purpose.FOLLOW_UP_OWN));
  }
}
