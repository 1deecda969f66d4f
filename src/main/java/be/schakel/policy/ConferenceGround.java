package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Purpose;

/** A case conference, while it lasts and among those who take part (old art. 458ter). */
final class ConferenceGround implements Ground {

  private static final Finding GRANTED = Finding.granted(LegalGround.G4_CASE_CONFERENCE);
  private static final Finding NONE = Finding.lacks(Reason.NO_CONFERENCE);
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  static boolean inConference(Question question) {
    if (!question.about().relations().contains(Relation.CONFERENCE)) {
      return false;
    }
    for (var conference : question.evidence().conferences()) {
      if (conference.covers(question)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Finding examine(Question question) {
    if (!inConference(question)) {
      return NONE;
    }
    return Purposes.is(question, Purpose.CASE_CONFERENCE) ? GRANTED : PURPOSE;
  }
}
