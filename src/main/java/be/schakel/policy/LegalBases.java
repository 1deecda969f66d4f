package be.schakel.policy;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The register of legal bases: what a code of ours rests on in law, on which days. Articles are
 * renumbered and repealed; decisions keep the code, and a reader gets the citation that held on the
 * day of the decision.
 */
public final class LegalBases {

  private static final String HEADER = "code;ground;nl;fr;en;citation;valid-from;valid-to";
  private static final int COLUMNS_OF_TEXT = 6;

  /**
   * One line of the register.
   *
   * @param ground the ground of disclosure that rests on it, if one does
   * @param nl what it is called; likewise in French and English
   * @param citation law and article, in the language of the law
   * @param from the first day it holds
   * @param to the last day it holds; none while it holds
   */
  public record LegalBasis(
      String code,
      Optional<LegalGround> ground,
      String nl,
      String fr,
      String en,
      String citation,
      LocalDate from,
      Optional<LocalDate> to) {

    public LegalBasis {
      Objects.requireNonNull(code);
      Objects.requireNonNull(ground);
      Objects.requireNonNull(from);
      if (to.filter(last -> last.isBefore(from)).isPresent()) {
        throw new IllegalArgumentException("it ends before it begins");
      }
    }

    /** The citation with what its reader calls the act. */
    public LocalizedText cited() {
      return LawNames.of(citation);
    }

    /** What it is called and where it stands. */
    public LocalizedText words() {
      var cited = cited();
      return new LocalizedText(
          Map.of(
              Language.NL, nl + ": " + cited.in(Language.NL),
              Language.FR, fr + " : " + cited.in(Language.FR),
              Language.EN, en + ": " + cited.in(Language.EN)));
    }

    boolean holdsOn(LocalDate day) {
      return !day.isBefore(from) && to.map(last -> !day.isAfter(last)).orElse(true);
    }

    private boolean overlaps(LegalBasis other) {
      return to.map(last -> !last.isBefore(other.from)).orElse(true)
          && other.to.map(last -> !last.isBefore(from)).orElse(true);
    }
  }

  private final List<LegalBasis> register;

  private LegalBases(List<LegalBasis> register) {
    this.register = List.copyOf(register);
  }

  /**
   * Reads the register; its fields stand apart by semicolons, since citations hold commas.
   *
   * @throws IllegalArgumentException with the line number
   */
  static LegalBases parse(String csv) {
    var register = new ArrayList<LegalBasis>();
    Lines.read(
        "legal-basis.csv",
        csv,
        HEADER,
        ";",
        fields -> {
          for (int at = 0; at < COLUMNS_OF_TEXT; at++) {
            if (at != 1 && fields.get(at).isBlank()) {
              throw new IllegalArgumentException("a field is empty");
            }
          }
          var basis =
              new LegalBasis(
                  fields.get(0),
                  ground(fields.get(1)),
                  fields.get(2),
                  fields.get(3),
                  fields.get(4),
                  fields.get(5),
                  day(fields.get(6))
                      .orElseThrow(() -> new IllegalArgumentException("no valid-from")),
                  day(fields.get(7)));
          for (var other : register) {
            var same =
                other.code().equals(basis.code())
                    || other.ground().isPresent() && other.ground().equals(basis.ground());
            if (same && other.overlaps(basis)) {
              throw new IllegalArgumentException("two citations hold on one day");
            }
          }
          register.add(basis);
        });
    return new LegalBases(register);
  }

  public List<LegalBasis> all() {
    return register;
  }

  /** What held under this code on that day (Europe/Brussels). */
  public Optional<LegalBasis> on(String code, LocalDate day) {
    return register.stream()
        .filter(basis -> basis.code().equals(code) && basis.holdsOn(day))
        .findFirst();
  }

  /** What this ground of disclosure rested on that day (Europe/Brussels). */
  public Optional<LegalBasis> on(LegalGround ground, LocalDate day) {
    return register.stream()
        .filter(basis -> basis.ground().filter(ground::equals).isPresent() && basis.holdsOn(day))
        .findFirst();
  }

  private static Optional<LegalGround> ground(String field) {
    try {
      return field.isEmpty() ? Optional.empty() : Optional.of(LegalGround.valueOf(field));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("unknown ground", unknown);
    }
  }

  private static Optional<LocalDate> day(String field) {
    try {
      return field.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(field));
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("a day is written 2026-12-31", wrong);
    }
  }
}
