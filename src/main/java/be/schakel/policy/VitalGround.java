package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;

/** A break-glass window that the asker's own professional has open for this child. */
final class VitalGround implements Ground {

  private static final Finding GRANTED = Finding.granted(LegalGround.G9_VITAL);
  private static final Finding NONE = Finding.lacks(Reason.NO_BREAK_GLASS);

  @Override
  public Finding examine(Question question) {
    for (var window : question.evidence().breakGlass()) {
      if (window.covers(question)) {
        return GRANTED;
      }
    }
    return NONE;
  }
}
