package be.schakel.problem;

/**
 * The error catalogue: every code a caller can meet. Its texts in three languages are in {@code
 * i18n/problems_*.properties}, keyed by the code's name; the end of a problem's {@code type} is the
 * name in lower case with hyphens.
 */
public enum Code {
  MALFORMED_BODY(Kind.MALFORMED),
  INVALID_CONTENT(Kind.UNPROCESSABLE),
  UNKNOWN_CODE(Kind.UNPROCESSABLE),
  UNKNOWN_PROPERTY(Kind.UNPROCESSABLE),
  NOT_FOUND(Kind.NOT_FOUND),
  INTERNAL(Kind.INTERNAL);

  private final Kind kind;

  Code(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
