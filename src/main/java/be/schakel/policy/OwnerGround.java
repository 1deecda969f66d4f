package be.schakel.policy;

/**
 * The centre that handles the referral reads its own file: a task of its own, so no ground of
 * disclosure is named. What it reported itself it may also follow up as a reporter.
 */
final class OwnerGround implements Ground {

  private static final Finding GRANTED = Finding.grantedToOwner();
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  private final Ground own = new OwnGround();

  @Override
  public Finding examine(Question question) {
    if (Purposes.fitOwner(question)) {
      return GRANTED;
    }
    var asReporter = own.examine(question);
    return asReporter.granted() ? asReporter : PURPOSE;
  }
}
