package be.schakel.fhir;

import be.schakel.edge.JsonBody;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.XmlToJson;
import be.schakel.fhir.out.HarmlessXhtml;
import be.schakel.medical.DocumentBytes;
import be.schakel.medical.DocumentView;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Resource;

/**
 * A released document that is FHIR, read again. It was taken as it came, so that here it is
 * anything: it is bounded like a body that comes in.
 *
 * @param isWhole false where a part of it is no R4 and is missing here, or means something that is
 *     not known here
 */
record StoredFhir(Resource resource, boolean isWhole) {

  /** With the digits of a result as they were sent. */
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  /** What changes what stands around it, and must not be read past (R4 extensibility). */
  private static final List<String> MODIFIERS = List.of("modifierExtension", "implicitRules");

  /** Bytes, among those of large bodies: four at once, and two of one partner. */
  static final long ROOM = 5 * 1024 * 1024;

  /** Bytes: it is in memory six times while it is made readable. */
  private static final int LIMIT = 2 * 1024 * 1024;

  /** Hundreds of results; each value takes a thousand bytes while it is made readable. */
  private static final int VALUES = 10_000;

  /** Characters of one narrative, as {@code $validate} takes it. */
  private static final int NARRATIVE = 64 * 1024;

  /** Characters of an address or an id: each may be named by thousands of references. */
  private static final int NAME = 255;

  /** Digits before or behind the point: a few signs may stand for a million of them. */
  private static final int DIGITS = 40;

  /**
   * @throws SchakelProblem {@link Code#NO_FHIR_DOCUMENT} when it is something else, or too large or
   *     broken to be shown otherwise than byte for byte
   */
  static StoredFhir read(DocumentView document) {
    var form = document.contentType().map(MediaType::valueOf).flatMap(MediaTypes::form);
    if (form.isEmpty() || document.bytes().isEmpty() || document.size().orElse(0L) > LIMIT) {
      throw none();
    }
    var bytes = bytes(document.bytes().get());
    try {
      return parsed(form.get() == Form.XML ? XmlToJson.convert(bytes) : bytes);
    } catch (IOException | RuntimeException broken) {
      // A parser throws anything where a document is strange enough; what it says quotes it
      throw none();
    }
  }

  private static byte[] bytes(DocumentBytes stored) {
    var bytes = new ByteArrayOutputStream();
    try {
      stored.writeTo(bytes);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }

  private static StoredFhir parsed(byte[] json) throws IOException {
    if (!JsonBody.read(json, JsonBody.LIMIT, VALUES).issues().isEmpty()) {
      throw none();
    }
    var tree = EXACT.readTree(json);
    var isShown = true;
    for (var holder : tree.findParents("div")) {
      isShown &= harmless((ObjectNode) holder);
    }
    bound(tree);
    var isPlain = isShown && MODIFIERS.stream().allMatch(name -> tree.findValue(name) == null);
    try {
      return new StoredFhir(parsed(tree.toString(), new StrictErrorHandler()), isPlain);
    } catch (DataFormatException partly) {
      var lenient = new LenientErrorHandler(false).disableAllErrors();
      var resource = parsed(tree.toString(), lenient);
      R4.within(resource, IntegerType.class).forEach(StoredFhir::number);
      return new StoredFhir(resource, false);
    }
  }

  /**
   * @return false where there was one that is not shown as it is
   */
  private static boolean harmless(ObjectNode holder) {
    var div = holder.path("div");
    if (div.isTextual() && div.textValue().length() <= NARRATIVE) {
      var harmless = HarmlessXhtml.of(div.textValue());
      holder.put("div", harmless.div());
      return harmless.isWhole();
    }
    holder.remove("div");
    return false;
  }

  /** What grows while it is read or written is refused: small documents can make a large one. */
  private static void bound(JsonNode tree) {
    for (var value : tree) {
      if (value.isBigDecimal()
          && (Math.abs(value.decimalValue().scale()) > DIGITS
              || value.decimalValue().precision() > DIGITS)) {
        throw none();
      }
      bound(value);
    }
    for (var name : List.of("fullUrl", "id", "url", "reference")) {
      if (tree.path(name).asText().length() > NAME) {
        throw none();
      }
    }
  }

  /** What is none can be written in XML alone: who asks for JSON would be refused. */
  private static void number(IntegerType value) {
    if (value.getValueAsString() != null && value.getValue() == null) {
      throw none();
    }
  }

  private static Resource parsed(String json, IParserErrorHandler onError) {
    var resource = (Resource) R4.json().setParserErrorHandler(onError).parseResource(json);
    var isEmpty = resource instanceof Bundle bundle ? !bundle.hasEntry() : resource.isEmpty();
    if (isEmpty) {
      throw none();
    }
    return resource;
  }

  private static SchakelProblem none() {
    return SchakelProblem.of(Code.NO_FHIR_DOCUMENT);
  }
}
