package be.schakel.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An entry of the log as lines that people read; it stays what it is, nothing is interpreted. */
final class EntryWords {

  private static final String INDENT = "        ";

  private EntryWords() {}

  static List<String> lines(String entry) {
    try {
      if (Json.read(entry, "") instanceof Map<?, ?> members) {
        var lines = new ArrayList<String>();
        members.forEach((name, value) -> lines.add(INDENT + name + ": " + words(value)));
        return lines.stream().map(Texts::shown).toList();
      }
    } catch (NotProven noJson) {
      return List.of(INDENT + Texts.shown(entry));
    }
    return List.of(INDENT + Texts.shown(entry));
  }

  private static String words(Object value) {
    if (value instanceof Map<?, ?> members) {
      return String.join(
          "; ",
          members.entrySet().stream()
              .map(member -> member.getKey() + " " + words(member.getValue()))
              .toList());
    }
    if (value instanceof List<?> elements) {
      return String.join(
          ", ",
          elements.stream()
              .map(each -> each instanceof Map ? "(" + words(each) + ")" : words(each))
              .toList());
    }
    return value == Json.NULL ? "-" : String.valueOf(value);
  }
}
