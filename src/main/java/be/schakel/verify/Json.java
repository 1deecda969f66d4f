package be.schakel.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader of RFC 8259: one value, no member twice, no lone surrogates, limited depth.
 * Objects become maps in their order, arrays lists, numbers {@link BigDecimal}, null {@link #NULL}.
 */
final class Json {

  /** The literal {@code null}. */
  static final Object NULL = Collections.emptyIterator();

  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 64;

  private final String text;
  private final String what;
  private int at;

  private Json(String text, String what) {
    this.text = text;
    this.what = what;
  }

  /**
   * @param what names the input where it cannot be read
   */
  static Object read(String text, String what) {
    var json = new Json(text, what);
    var value = json.value(0);
    json.space();
    if (json.at < text.length()) {
      throw json.malformed();
    }
    return value;
  }

  static Map<?, ?> object(byte[] bytes, String what) {
    var text = Strict.utf8(bytes).orElseThrow(() -> NotProven.unusable("json.malformed", what, 0));
    if (read(text, what) instanceof Map<?, ?> object) {
      return object;
    }
    throw NotProven.unusable("json.malformed", what, 0);
  }

  /** A member that must be there and be text. */
  static String text(Map<?, ?> object, String member, String what) {
    if (object.get(member) instanceof String value) {
      return value;
    }
    throw NotProven.unusable("json.member", what, member);
  }

  /** A member that must be there and be a whole number, 0 or more. */
  static long count(Map<?, ?> object, String member, String what) {
    if (object.get(member) instanceof BigDecimal number) {
      var value = Strict.decimal(number.toPlainString());
      if (value.isPresent()) {
        return value.get();
      }
    }
    throw NotProven.unusable("json.member", what, member);
  }

  private Object value(int depth) {
    space();
    if (depth > DEEPEST || at >= text.length()) {
      throw malformed();
    }
    return switch (text.charAt(at)) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> literal("true", Boolean.TRUE);
      case 'f' -> literal("false", Boolean.FALSE);
      case 'n' -> literal("null", NULL);
      default -> number();
    };
  }

  private Map<String, Object> members(int depth) {
    var members = new LinkedHashMap<String, Object>();
    at++;
    space();
    if (take('}')) {
      return members;
    }
    do {
      space();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw malformed();
      }
      var name = string();
      space();
      expect(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw malformed();
      }
      space();
    } while (take(','));
    expect('}');
    return members;
  }

  private List<Object> elements(int depth) {
    var elements = new ArrayList<Object>();
    at++;
    space();
    if (take(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
      space();
    } while (take(','));
    expect(']');
    return elements;
  }

  private String string() {
    var found = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw malformed();
      }
      var each = text.charAt(at++);
      if (each == '"') {
        break;
      }
      if (each < ' ') {
        throw malformed();
      }
      found.append(each == '\\' ? escaped() : each);
    }
    var paired = found.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    if (!paired) {
      throw malformed();
    }
    return found.toString();
  }

  private char escaped() {
    if (at >= text.length()) {
      throw malformed();
    }
    return switch (text.charAt(at++)) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed();
    };
  }

  private char unicode() {
    var end = at + 4;
    if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
      throw malformed();
    }
    var code = Integer.parseInt(text.substring(at, end), 16);
    at = end;
    return (char) code;
  }

  private Object literal(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw malformed();
    }
    at += word.length();
    return value;
  }

  private BigDecimal number() {
    var end = at;
    while (end < text.length() && "+-0123456789.eE".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    var number = text.substring(at, end);
    // An exponent would make a few letters a very long number
    if (end - at > LONGEST_NUMBER
        || !number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")) {
      throw malformed();
    }
    at = end;
    return new BigDecimal(number);
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw malformed();
    }
  }

  private NotProven malformed() {
    return NotProven.unusable("json.malformed", what, at);
  }
}
