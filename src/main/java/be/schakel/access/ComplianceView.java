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

    static Finding of(Lack code) {
      return new Finding(
          Optional.of(code),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(Words.text("lack." + code + ".article")),
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
    CHILD_NOT_INFORMED,
    /** The same of a holder of parental authority. */
    PARENT_NOT_INFORMED,
    /** The child's own account is not on record. */
    CHILD_VIEW_MISSING,
    /** Data are shared without consent, and no attempt to get one is on record. */
    CONSENT_NOT_SOUGHT,
    /** The day to look again at what was put on record has come. */
    REVIEW_DUE,
    /** A consent lapses within sixty days. */
    CONSENT_LAPSING
  }
}
