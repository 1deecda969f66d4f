package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Purpose;

/**
 * Basic data for the parket: who the parties are and what help is or was given, which the
 * prohibition of art. 75 (decree of 12 July 2013) leaves free. From the centre that investigates
 * its own referral under its mandate, else on written request.
 */
final class BasicDataGround implements Ground {

  private static final Finding MANDATE = Finding.granted(LegalGround.G2_MANDATE);
  private static final Finding REQUEST = Finding.granted(LegalGround.G6_WRITTEN_REQUEST);
  private static final Finding NO_MANDATE = Finding.lacks(Reason.NO_MANDATE);
  private static final Finding NO_REQUEST = Finding.lacks(Reason.NO_WRITTEN_REQUEST);
  private static final Finding BASIC_ONLY = Finding.lacks(Reason.BASIC_DATA_ONLY);
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  private final boolean onRequest;

  private BasicDataGround(boolean onRequest) {
    this.onRequest = onRequest;
  }

  static BasicDataGround underMandate() {
    return new BasicDataGround(false);
  }

  static BasicDataGround onWrittenRequest() {
    return new BasicDataGround(true);
  }

  @Override
  public Finding examine(Question question) {
    if (!onRecord(question)) {
      return onRequest ? NO_REQUEST : NO_MANDATE;
    }
    if (question.form() != Form.BASIC) {
      return BASIC_ONLY;
    }
    if (!purposeFits(question)) {
      return PURPOSE;
    }
    return onRequest ? REQUEST : MANDATE;
  }

  private boolean onRecord(Question question) {
    if (onRequest) {
      for (var request : question.evidence().writtenRequests()) {
        if (request.covers(question)) {
          return true;
        }
      }
      return false;
    }
    for (var mandate : question.evidence().mandates()) {
      if (mandate.covers(question)) {
        return true;
      }
    }
    return false;
  }

  private boolean purposeFits(Question question) {
    return Purposes.is(question, Purpose.JUDICIAL_PROTECTION)
        || (!onRequest && Purposes.is(question, Purpose.FOLLOW_UP_OWN));
  }
}
