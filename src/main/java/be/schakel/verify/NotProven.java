package be.schakel.verify;

/**
 * Why a check ends without a proof: a text of the bundle with what fills it in, and the exit code.
 */
final class NotProven extends RuntimeException {

  /** The input is what it says it is, and what it says is not true. */
  static final int DISPROVEN = 1;

  /** Nothing follows, for the input is incomplete, unreadable or not for these keys. */
  static final int UNUSABLE = 2;

  private static final long serialVersionUID = 1L;

  private final int exit;
  private final transient Object[] details;

  private NotProven(int exit, String text, Object... details) {
    super(text, null, false, false);
    this.exit = exit;
    this.details = details;
  }

  static NotProven disproven(String text, Object... details) {
    return new NotProven(DISPROVEN, text, details);
  }

  static NotProven unusable(String text, Object... details) {
    return new NotProven(UNUSABLE, text, details);
  }

  int exit() {
    return exit;
  }

  /** The key of the text. */
  String text() {
    return getMessage();
  }

  Object[] details() {
    return details;
  }
}
