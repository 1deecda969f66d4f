package be.schakel.policy;

/** A consent for this partner, this child, this category and this purpose, in force now. */
final class ConsentGround implements Ground {

  private static final Finding NO_CONSENT = Finding.lacks(Reason.NO_CONSENT);
  private static final Finding NO_DOUBLE_CONSENT = Finding.lacks(Reason.NO_DOUBLE_CONSENT);

  private final boolean ofChildAndCarers;

  private ConsentGround(boolean ofChildAndCarers) {
    this.ofChildAndCarers = ofChildAndCarers;
  }

  static ConsentGround single() {
    return new ConsentGround(false);
  }

  /** Towards the judiciary: of the child and its parents or carers (decree of 12 July 2013, 75). */
  static ConsentGround ofChildAndCarers() {
    return new ConsentGround(true);
  }

  @Override
  public Finding examine(Question question) {
    Evidence.Consented found = null;
    for (var consent : question.evidence().consents()) {
      if ((consent.childAndCarers() || !ofChildAndCarers)
          && consent.covers(question)
          // The same one whatever their order, so that the log can be compared.
          && (found == null || consent.id().compareTo(found.id()) < 0)) {
        found = consent;
      }
    }
    if (found != null) {
      return Finding.granted(found.id());
    }
    return ofChildAndCarers ? NO_DOUBLE_CONSENT : NO_CONSENT;
  }
}
