package be.schakel.fhir.out;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * The narrative of somebody else without what a narrative may not have (R4 narrative, "XHTML"):
 * nothing runs, nothing is fetched from elsewhere when it is shown, and nothing lies over what
 * stands around it. Its words stay, and what is struck out stays so. Pure.
 *
 * @param div as one {@code div}
 * @param isWhole false where something of it is gone that its readers would have seen
 */
public record HarmlessXhtml(String div, boolean isWhole) {

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

  /** Without these, people see the same. */
  private static final Set<String> NEEDLESS =
      Set.of(
          "address", "article", "body", "center", "figure", "font", "footer", "form", "head",
          "header", "html", "label", "main", "script", "section");

  private static final Map<String, Pattern> VALUES =
      Map.of(
          "href", Pattern.compile("(#|https?://|mailto:|tel:).*"),
          "src", Pattern.compile("#.*|data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\\s]*"));

  /**
   * How words look, and not where they stand, nor what is painted beyond them: an edge of a span,
   * or a line through it, may be as thick as a page. Without brackets, signs of escape and
   * quotation it names no other place.
   */
  private static final Pattern STYLE =
      Pattern.compile(
          "\\s*((color|background(-color)?|font-(family|size)|width)\\s*:[A-Za-z0-9 .,%#-]*"
              + "|(text-align|text-decoration(-line)?|vertical-align|font-(style|weight|variant)"
              + "|white-space|list-style(-type)?)\\s*:[A-Za-z -]*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  private static XMLInputFactory hardened() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** What is no XML, or has tens of thousands of elements, is words alone. */
  public static HarmlessXhtml of(String div) {
    try {
      return copied(IN.createXMLStreamReader(new StringReader(div)));
    } catch (XMLStreamException broken) {
      return new HarmlessXhtml(words(TAG.matcher(div).replaceAll(" ")), false);
    }
  }

  private static HarmlessXhtml copied(XMLStreamReader in) throws XMLStreamException {
    var text = new StringWriter();
    var out = OUT.createXMLStreamWriter(text);
    begin(out);
    var count = 0;
    var level = 0;
    var silent = 0;
    var isWhole = true;
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
            isWhole &= attributes(in, out);
          } else {
            isWhole &= level == 1 || silent > 1 || level < LEVELS && NEEDLESS.contains(name);
            if (level > 1 && level < LEVELS && silent <= 1) {
              out.writeCharacters(" ");
            }
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
    return new HarmlessXhtml(text.toString(), isWhole);
  }

  /**
   * @return false where one is left out that says what is seen
   */
  private static boolean attributes(XMLStreamReader in, XMLStreamWriter out)
      throws XMLStreamException {
    var names = new HashSet<String>();
    var isWhole = true;
    for (var i = 0; i < in.getAttributeCount(); i++) {
      var name = in.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      var given = in.getAttributeValue(i);
      var value = name.equals("style") ? looks(given) : given;
      var may =
          ATTRIBUTES.contains(name)
              || name.equals("style") && !value.isEmpty()
              || VALUES.containsKey(name) && VALUES.get(name).matcher(value).matches();
      if (may && names.add(name)) {
        out.writeAttribute(name, value);
      }
      isWhole &= may || !name.equals("src");
    }
    return isWhole;
  }

  private static String looks(String style) {
    return Arrays.stream(style.split(";"))
        .filter(each -> STYLE.matcher(each).matches())
        .collect(Collectors.joining(";"));
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
