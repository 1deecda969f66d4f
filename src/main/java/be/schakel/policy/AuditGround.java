package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Purpose;

/** Supervision: an engagement in force, for a centre that it covers. */
final class AuditGround implements Ground {

  private static final Finding GRANTED = Finding.granted(LegalGround.G8_AUDIT);
  private static final Finding NONE = Finding.lacks(Reason.NO_ENGAGEMENT);
  private static final Finding METADATA = Finding.lacks(Reason.METADATA_ONLY);
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  private final boolean metadataOnly;

  private AuditGround(boolean metadataOnly) {
    this.metadataOnly = metadataOnly;
  }

  static AuditGround whole() {
    return new AuditGround(false);
  }

  /** Counts, dates and codes only. */
  static AuditGround metadataOnly() {
    return new AuditGround(true);
  }

  @Override
  public Finding examine(Question question) {
    if (!engaged(question)) {
      return NONE;
    }
    if (!Purposes.is(question, Purpose.AUDIT)) {
      return PURPOSE;
    }
    return metadataOnly && question.form() != Form.METADATA ? METADATA : GRANTED;
  }

  private static boolean engaged(Question question) {
    if (!question.about().relations().contains(Relation.AUDIT_SCOPE)) {
      return false;
    }
    for (var engagement : question.evidence().engagements()) {
      if (engagement.covers(question)) {
        return true;
      }
    }
    return false;
  }
}
