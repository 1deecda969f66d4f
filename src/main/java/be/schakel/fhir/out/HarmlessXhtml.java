package be.schakel.fhir.out;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * The narrative of somebody else without what a narrative may not have (R4 narrative, "XHTML"):
 * nothing runs, and nothing is fetched from elsewhere when it is shown. Its words stay, and what is
 * struck out stays so. Pure.
 */
public final class HarmlessXhtml {

  private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";
  private static final int LEVELS = 50;
  private static final int MOST = 20_000;
  private static final XMLInputFactory IN = hardened();
  private static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();

  private static final Set<String> ELEMENTS =
      Set.of(
          "a",
          "abbr",
          "acronym",
          "b",
          "big",
          "blockquote",
          "br",
          "caption",
          "cite",
          "code",
          "col",
          "colgroup",
          "dd",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "i",
          "img",
          "kbd",
          "li",
          "ol",
          "p",
          "pre",
          "q",
          "s",
          "samp",
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "tt",
          "u",
          "ul",
          "var");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "abbr",
          "align",
          "alt",
          "border",
          "cellpadding",
          "cellspacing",
          "class",
          "colspan",
          "dir",
          "headers",
          "height",
          "id",
          "lang",
          "name",
          "rowspan",
          "scope",
          "span",
          "start",
          "summary",
          "title",
          "valign",
          "width");

  /** Those that a narrative may not have and that say something of their words. */
  private static final Map<String, String> INSTEAD = Map.of("del", "s", "ins", "u");

  /** Of these not even the words are for people. */
  private static final Set<String> SILENT = Set.of("script", "style", "head", "object", "iframe");

  private static final Map<String, Pattern> VALUES =
      Map.of(
          "href", Pattern.compile("(#|https?://|mailto:|tel:).*"),
          "src", Pattern.compile("#.*|data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\\s]*"),
          // Without brackets, signs of escape and quotation it names no other place
          "style", Pattern.compile("[A-Za-z0-9 :;.,%#-]*"));

  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  private HarmlessXhtml() {}

  private static XMLInputFactory hardened() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** As one {@code div}; what is no XML, or has tens of thousands of elements, is words alone. */
  public static String of(String div) {
    try {
      return copied(IN.createXMLStreamReader(new StringReader(div)));
    } catch (XMLStreamException broken) {
      return words(TAG.matcher(div).replaceAll(" "));
    }
  }

  private static String copied(XMLStreamReader in) throws XMLStreamException {
    var text = new StringWriter();
    var out = OUT.createXMLStreamWriter(text);
    begin(out);
    var count = 0;
    var level = 0;
    var silent = 0;
    // Which of the open elements were written
    var written = new BitSet();
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++count > MOST) {
            throw new XMLStreamException("too many elements");
          }
          var given = in.getLocalName().toLowerCase(Locale.ROOT);
          var name = INSTEAD.getOrDefault(given, given);
          level++;
          silent += silent > 0 || SILENT.contains(name) ? 1 : 0;
          written.set(level, silent == 0 && level > 1 && level < LEVELS && ELEMENTS.contains(name));
          if (written.get(level)) {
            out.writeStartElement(name);
            attributes(in, out);
          } else if (level > 1 && level < LEVELS && silent <= 1) {
            out.writeCharacters(" ");
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (written.get(level)) {
            out.writeEndElement();
          }
          silent -= silent > 0 ? 1 : 0;
          level--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (silent == 0) {
            out.writeCharacters(in.getText());
          }
        }
        default -> {}
      }
    }
    out.writeEndElement();
    out.flush();
    return text.toString();
  }

  private static void attributes(XMLStreamReader in, XMLStreamWriter out)
      throws XMLStreamException {
    var names = new HashSet<String>();
    for (var i = 0; i < in.getAttributeCount(); i++) {
      var name = in.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      var value = in.getAttributeValue(i);
      var may =
          ATTRIBUTES.contains(name)
              || VALUES.containsKey(name) && VALUES.get(name).matcher(value).matches();
      if (may && names.add(name)) {
        out.writeAttribute(name, value);
      }
    }
  }

  private static String words(String words) {
    try {
      var text = new StringWriter();
      var out = OUT.createXMLStreamWriter(text);
      begin(out);
      out.writeCharacters(words);
      out.writeEndElement();
      out.flush();
      return text.toString();
    } catch (XMLStreamException inMemory) {
      throw new IllegalStateException(inMemory);
    }
  }

  private static void begin(XMLStreamWriter out) throws XMLStreamException {
    out.writeStartElement("div");
    out.writeAttribute("xmlns", NAMESPACE);
  }
}
