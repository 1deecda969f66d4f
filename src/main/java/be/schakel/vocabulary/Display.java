package be.schakel.vocabulary;

/**
 * What people see in place of a code: the texts of all code lists in Dutch, French and English.
 *
 * <p>The Dutch text is the sector's own; French and English are translations. Pure and thread safe.
 */
public final class Display {

  private static final Wording TEXTS = Wording.of("i18n/codes");

  private Display() {}

  /**
   * @param code a constant of one of this package's code lists
   */
  public static String of(Enum<?> code, Language language) {
    return TEXTS.text(code.getDeclaringClass().getSimpleName() + "." + code.name(), language);
  }
}
