package be.schakel.fhir.in;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The narrative inside a resource in XML, as the one text that it is in JSON. Pure. */
final class Xhtml {

  private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

  private Xhtml() {}

  /**
   * Copies the element at hand and ends behind it; what is neither element nor text stays out.
   *
   * @param levels how deep it may go
   */
  static String copy(XMLStreamReader in, int levels) throws XMLStreamException {
    var text = new StringWriter();
    var out = XML.createXMLStreamWriter(text);
    var depth = 0;
    do {
      switch (in.getEventType()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > levels) {
            throw SchakelProblem.of(Code.TOO_DEEP, Integer.toString(levels));
          }
          out.writeStartElement(in.getLocalName());
          if (depth == 1) {
            out.writeAttribute("xmlns", NAMESPACE);
          }
          for (var i = 0; i < in.getAttributeCount(); i++) {
            out.writeAttribute(in.getAttributeLocalName(i), in.getAttributeValue(i));
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          out.writeEndElement();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            out.writeCharacters(in.getText());
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
        default -> throw new XMLStreamException("no entities");
      }
      if (depth > 0) {
        in.next();
      }
    } while (depth > 0);
    out.flush();
    return text.toString();
  }
}
