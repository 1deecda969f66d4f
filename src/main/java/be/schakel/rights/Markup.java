package be.schakel.rights;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A page of XHTML, built element by element: every text and every value is escaped, every element
 * is closed, and there is no way to write anything else.
 */
final class Markup {

  private final StringBuilder page = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param attributes name and value by turns
   */
  Markup open(String element, String... attributes) {
    start(element, attributes).append('>');
    open.push(element);
    return this;
  }

  /** An element that holds nothing. */
  Markup leaf(String element, String... attributes) {
    start(element, attributes).append("/>");
    return this;
  }

  private StringBuilder start(String element, String... attributes) {
    page.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ').append(attributes[i]).append("=\"");
      page.append(escaped(attributes[i + 1])).append('"');
    }
    return page;
  }

  Markup close() {
    page.append("</").append(open.pop()).append(">\n");
    return this;
  }

  Markup text(String text) {
    page.append(escaped(text));
    return this;
  }

  /** An element of text alone. */
  Markup say(String element, String text) {
    return open(element).text(text).close();
  }

  /** Several paragraphs. */
  Markup say(String element, List<String> texts) {
    texts.forEach(text -> say(element, text));
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return page.toString();
  }

  /** Characters that XML 1.0 has no place for are left out. */
  static String escaped(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            it -> {
              switch (it) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  if (isXml(it)) {
                    safe.appendCodePoint(it);
                  }
                }
              }
            });
    return safe.toString();
  }

  private static boolean isXml(int it) {
    return it == '\t'
        || it == '\n'
        || it == '\r'
        || it >= 0x20 && it <= 0xD7FF
        || it >= 0xE000 && it <= 0xFFFD
        || it >= 0x10000;
  }
}
