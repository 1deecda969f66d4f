package be.schakel.access;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an inspector would find missing about a report today; nothing in it means that nothing is
 * known to be missing.
 */
public record ComplianceView(
    @Label(DataCategory.HELP_CONTENT) Optional<LocalDate> day,
    @Label.Nested List<Finding> findings) {

  /**
   * One thing that is missing.
   *
   * @param person the key of the person it is about
   * @param article where it is asked for
   * @param mend what to do
   */
  public record Finding(
      @Label(DataCategory.HELP_CONTENT) Optional<Lack> code,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
      @Label(DataCategory.HELP_CONTENT) Optional<String> person,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalDate> due,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> article,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> words,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalizedText> mend) {

    /**
     * @param article what the register has under the code of the lack on the day of the question
     */
    static Finding of(Lack code, Optional<LocalizedText> article) {
      return new Finding(
          Optional.of(code),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          article,
          Optional.of(Words.text("lack." + code)),
          Optional.of(Words.text("lack." + code + ".mend")));
    }

    Finding about(UUID about) {
      return new Finding(code, Optional.of(about), person, due, article, words, mend);
    }

    Finding of(Optional<String> key) {
      return new Finding(code, child, key, due, article, words, mend);
    }

    Finding dueOn(LocalDate day) {
      return new Finding(code, child, person, Optional.of(day), article, words, mend);
    }
  }

  /** What can be missing. */
  public enum Lack {
    /** Nothing says that the child was told of the report, or why not. */
    CHILD_NOT_INFORMED("RIGHTS_INFORMATION"),
    /** The same of a holder of parental authority. */
    PARENT_NOT_INFORMED("PARENT_INFORMATION"),
    /** The child's own account is not on record. */
    CHILD_VIEW_MISSING("CHILD_HEARD"),
    /** Data are shared without consent, and no attempt to get one is on record. */
    CONSENT_NOT_SOUGHT("SHARED_SECRECY"),
    /** The day to look again at what was put on record has come. */
    REVIEW_DUE("DATA_ACCURACY"),
    /** A consent lapses within sixty days. */
    CONSENT_LAPSING("CONSENT"),
    /** One person found a danger to a minor, and no second one confirmed it. */
    DANGER_NOT_CONFIRMED("PS_DANGER_MINOR"),
    /** Somebody asked who received what, and the last day to answer is over. */
    ACCESS_OVERDUE("SUBJECT_RIGHT");

    private final String basis;

    Lack(String basis) {
      this.basis = basis;
    }

    /** The code in the register of legal bases of where it is asked for. */
    String basis() {
      return basis;
    }
  }
}
