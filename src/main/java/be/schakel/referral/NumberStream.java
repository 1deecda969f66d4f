package be.schakel.referral;

import java.io.OutputStream;

/**
 * Finds what may be a national number in a document while it is written, piece by piece: eleven
 * digits in their groups, with or without what people put between these, and no digit beside them.
 *
 * <p>The bytes are read twice. As they are, which is any text of one byte for a digit. And as a
 * program would read them: a character of two bytes counts as one, and what JSON, XML and HTML
 * write with an escape as what it stands for. Nothing of the document is kept.
 */
abstract class NumberStream extends OutputStream {

  /** Where the second reading stands in an escape. */
  private enum Escape {
    NONE,
    BACKSLASH,
    UNICODE,
    AMPERSAND,
    NAME,
    NUMBER_SIGN,
    DECIMAL,
    HEXADECIMAL
  }

  private static final int OTHER = 0;
  private static final int HIGHEST = Character.MAX_CODE_POINT;

  private final Digits asIs = new Digits();
  private final Digits understood = new Digits();
  private Escape escape = Escape.NONE;
  private int character;
  private int missing;

  /**
   * @param digits eleven
   */
  abstract void number(String digits);

  @Override
  public final void write(int octet) {
    take(octet & 0xff);
  }

  @Override
  public final void write(byte[] bytes, int from, int length) {
    for (var i = from; i < from + length; i++) {
      take(bytes[i] & 0xff);
    }
  }

  /** A number may end where the document ends. */
  @Override
  public final void close() {
    if (escape == Escape.DECIMAL || escape == Escape.HEXADECIMAL) {
      understood.take(character);
    }
    asIs.take(OTHER);
    understood.take(OTHER);
  }

  private void take(int octet) {
    asIs.take(octet);
    // Half of a character in UTF-16
    if (octet != 0) {
      understand(octet);
    }
  }

  private void understand(int octet) {
    switch (escape) {
      case NONE -> plain(octet);
      case BACKSLASH -> {
        if (octet == 'u') {
          begin(Escape.UNICODE);
          missing = 4;
        } else {
          plain(octet);
        }
      }
      case UNICODE -> {
        if (!continued(octet, 16)) {
          plain(octet);
        } else if (--missing == 0) {
          end();
        }
      }
      case AMPERSAND -> {
        if (octet == '#') {
          begin(Escape.NUMBER_SIGN);
        } else if (isLetter(octet)) {
          escape = Escape.NAME;
        } else {
          plain(octet);
        }
      }
      case NAME -> {
        if (!isLetter(octet)) {
          // None of them is a digit, and many are a dash or a space
          understood.take(octet == ';' ? HIGHEST : OTHER);
          escape = Escape.NONE;
          if (octet != ';') {
            plain(octet);
          }
        }
      }
      case NUMBER_SIGN -> {
        if (octet == 'x' || octet == 'X') {
          begin(Escape.HEXADECIMAL);
        } else if (continued(octet, 10)) {
          escape = Escape.DECIMAL;
        } else {
          plain(octet);
        }
      }
      case DECIMAL, HEXADECIMAL -> {
        if (!continued(octet, escape == Escape.DECIMAL ? 10 : 16)) {
          end();
          if (octet != ';') {
            plain(octet);
          }
        }
      }
    }
  }

  private static boolean isLetter(int character) {
    return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
  }

  private void plain(int octet) {
    escape = Escape.NONE;
    if (octet == '\\') {
      escape = Escape.BACKSLASH;
    } else if (octet == '&') {
      escape = Escape.AMPERSAND;
    } else {
      understood.take(octet);
    }
  }

  private void begin(Escape next) {
    escape = next;
    character = 0;
  }

  private boolean continued(int octet, int radix) {
    var digit = Character.digit(octet, radix);
    if (digit >= 0) {
      character = Math.min(HIGHEST, character * radix + digit);
    }
    return digit >= 0;
  }

  private void end() {
    escape = Escape.NONE;
    understood.take(character);
  }

  /** The last eleven digits of a text, and what stands before each: half an octet for each. */
  private final class Digits {

    private static final long TEN_TO_THE_ELEVENTH = 100_000_000_000L;
    private static final long ELEVEN = (1L << 44) - 1;
    private static final int FAR = 15;

    /** Nothing may stand between the digits of a group, and no more than seven between groups. */
    private static final long MISPLACED = 0x0F8_F8F_8FF_8FL;

    private long digits;
    private long gaps = ELEVEN;
    private int gap = FAR;

    void take(int character) {
      if (character >= '0' && character <= '9') {
        digits = (digits * 10 + character - '0') % TEN_TO_THE_ELEVENTH;
        gaps = (gaps << 4 | gap) & ELEVEN;
        gap = 0;
      } else {
        if (gap == 0 && (gaps & MISPLACED) == 0 && gaps >>> 40 != 0) {
          number(Long.toString(TEN_TO_THE_ELEVENTH + digits).substring(1));
        }
        if (gap < FAR) {
          gap = isPunctuation(character) ? gap + 1 : FAR;
        }
      }
    }

    /**
     * Whatever is no letter: a bracket, the end of a line, or a hyphen or space of another width,
     * which are several octets, and in UTF-16 a control character. It need not be narrow, since
     * what is found is held against the numbers of a few children.
     */
    private static boolean isPunctuation(int character) {
      return character > OTHER && !isLetter(character);
    }
  }
}
