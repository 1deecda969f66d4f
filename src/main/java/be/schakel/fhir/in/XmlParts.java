package be.schakel.fhir.in;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The resources inside a transaction in XML, as the very bytes that were sent. Each is a document
 * of its own: where a name of it has its namespace from an element around it, that declaration is
 * put into its first tag, and nothing else is touched (as inclusive canonicalisation would take it
 * along, XML Canonicalization 1.1, 1.1). Pure.
 *
 * <p>It looks for nothing but where tags begin and end, and so asks for XML that was parsed before
 * and has no document type (XML 1.0, 2.4: a {@code <} stands only where markup begins).
 */
final class XmlParts {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s=]+)\\s*=\\s*(\"[^\"]*\"|'[^']*')", Pattern.DOTALL);

  private final byte[] xml;

  /** The names of the open elements, without prefix, the innermost first. */
  private final Deque<String> open = new ArrayDeque<>();

  /** The namespaces declared by each of them: prefix or nothing, and what was written. */
  private final Deque<Map<String, String>> declared = new ArrayDeque<>();

  private final Map<Integer, byte[]> resources = new HashMap<>();
  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private int entry = -1;
  private int from = -1;
  private int at;

  private XmlParts(byte[] xml) {
    this.xml = xml;
  }

  /** What stands in {@code Bundle.entry.resource}, by the place of its entry. */
  static Map<Integer, byte[]> of(byte[] xml) {
    var parts = new XmlParts(xml);
    parts.read();
    return parts.resources;
  }

  private void read() {
    while (at < xml.length) {
      if (xml[at] != '<') {
        at++;
      } else if (begins("<!--")) {
        behind("-->");
      } else if (begins("<![CDATA[")) {
        behind("]]>");
      } else if (begins("<?")) {
        behind("?>");
      } else {
        tag();
      }
    }
  }

  private void tag() {
    var start = at;
    var end = end(start);
    at = end;
    var text = new String(xml, start, end - start, StandardCharsets.UTF_8);
    if (text.startsWith("</")) {
      close(end);
      return;
    }
    var name = text.substring(1).split("[\\s/>]", 2)[0];
    open.push(name.substring(name.indexOf(':') + 1));
    var namespaces = new LinkedHashMap<String, String>();
    var attributes = ATTRIBUTE.matcher(text.substring(1 + name.length()));
    while (attributes.find()) {
      if (attributes.group(1).equals("xmlns") || attributes.group(1).startsWith("xmlns:")) {
        namespaces.put(attributes.group(1), attributes.group(2));
      }
    }
    if (isEntry()) {
      entry++;
    } else if (isResource()) {
      from = start;
      put(end, name.length(), namespaces);
    }
    declared.push(namespaces);
    if (text.endsWith("/>")) {
      close(end);
    }
  }

  private boolean isEntry() {
    return path().equals(List.of("Bundle", "entry"));
  }

  private boolean isResource() {
    var path = path();
    return path.size() == 4 && path.subList(0, 3).equals(List.of("Bundle", "entry", "resource"));
  }

  private List<String> path() {
    if (open.size() > 4) {
      return List.of();
    }
    var path = new ArrayList<>(open);
    Collections.reverse(path);
    return path;
  }

  /** The first tag, with the namespaces that hold there. */
  private void put(int end, int name, Map<String, String> own) {
    var around = new LinkedHashMap<String, String>();
    declared.forEach(outer -> outer.forEach(around::putIfAbsent));
    around.keySet().removeAll(own.keySet());
    first.reset();
    first.write(xml, from, 1 + name);
    around.forEach(
        (prefix, uri) ->
            first.writeBytes((" " + prefix + "=" + uri).getBytes(StandardCharsets.UTF_8)));
    first.write(xml, from + 1 + name, end - from - 1 - name);
    from = end;
  }

  private void close(int end) {
    if (isResource()) {
      first.write(xml, from, end - from);
      resources.put(entry, first.toByteArray());
    }
    open.pop();
    declared.pop();
  }

  /** Behind the tag: a {@code >} inside a value ends nothing. */
  private int end(int start) {
    byte quote = 0;
    for (var i = start; i < xml.length; i++) {
      var each = xml[i];
      if (quote != 0) {
        quote = each == quote ? 0 : quote;
      } else if (each == '"' || each == '\'') {
        quote = each;
      } else if (each == '>') {
        return i + 1;
      }
    }
    throw new IllegalStateException("no XML");
  }

  private boolean begins(String with) {
    for (var i = 0; i < with.length(); i++) {
      if (at + i >= xml.length || xml[at + i] != with.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void behind(String end) {
    while (!begins(end)) {
      at++;
    }
    at += end.length();
  }
}
