package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import java.util.EnumSet;
import java.util.Set;

/** What the asker itself sent, or was addressed to it. */
final class OwnGround implements Ground {

  /** These follow from having reported; nobody sends them. */
  private static final Set<DataCategory> OF_THE_REPORT =
      EnumSet.of(DataCategory.RECEIPT, DataCategory.STATUS, DataCategory.MANO_STATUS);

  private static final Finding GRANTED = Finding.granted(LegalGround.OWN);
  private static final Finding NOT_OWN = Finding.lacks(Reason.NOT_OWN);
  private static final Finding PURPOSE = Finding.lacks(Reason.PURPOSE_DOES_NOT_FIT);

  static boolean owns(Question question) {
    return OF_THE_REPORT.contains(question.category())
        ? question.about().relations().contains(Relation.REPORTER)
        : question.own();
  }

  @Override
  public Finding examine(Question question) {
    if (!owns(question)) {
      return NOT_OWN;
    }
    return Purposes.fitOwn(question) || readsWhatItReliesOn(question) ? GRANTED : PURPOSE;
  }

  /** Who uses a consent for its purpose sees the record of it for that purpose too. */
  private static boolean readsWhatItReliesOn(Question question) {
    return question.category() == DataCategory.CONSENT
        && question.evidence().consents().stream().anyMatch(consent -> consent.names(question));
  }
}
