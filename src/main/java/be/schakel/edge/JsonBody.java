package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON body as it came in: parsed strictly (RFC 8259, UTF-8 only), without recursion, in bounded
 * memory.
 *
 * <p>What cannot be read as one JSON object is a {@link SchakelProblem} at once. Text that is JSON
 * but that neither PostgreSQL nor FHIR can hold (U+0000, other control characters, half a surrogate
 * pair) becomes an {@link Issue} with its place, so that it is told together with everything else
 * that is wrong.
 *
 * @param root the object; names that may not be stored are left out of it
 * @param issues what is wrong with its texts and names, in the order of the body
 */
public record JsonBody(ObjectNode root, List<Issue> issues) {

  /** Bytes; {@code CONTRACT.md}: a body is at most 10 MiB, base64 included. */
  public static final int LIMIT = 10 * 1024 * 1024;

  /** Strings, numbers, objects and lists: a report with every list full has a fifth of it. */
  public static final int VALUES = 50_000;

  private static final int MEBIBYTE = 1024 * 1024;
  private static final int LEVELS = 200;

  /**
   * No object of the contract or of FHIR has near so many; names with one hash cost their square.
   */
  static final int NAMES = 250;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public JsonBody {
    issues = List.copyOf(issues);
  }

  /**
   * Reads to the end of the stream, but never more than the limit and one byte.
   *
   * @param limit bytes, a whole number of MiB
   * @param values how many values it may hold; a tree of many small ones would fill the heap
   */
  public static JsonBody read(InputStream in, int limit, int values) {
    return read(bytes(in, limit + 1), limit, values);
  }

  /**
   * @param bytes as far as one beyond the limit
   */
  public static JsonBody read(byte[] bytes, int limit, int values) {
    if (bytes.length > limit) {
      throw tooLarge(limit);
    }
    if (bytes.length == 0) {
      throw SchakelProblem.of(Code.BODY_MISSING);
    }
    var text = decode(bytes);
    try (var parser =
        Json.MAPPER.getFactory().createParser(text.array(), text.position(), text.remaining())) {
      return new Reading(parser, values).body();
    } catch (JsonProcessingException broken) {
      // The cause quotes the body, so it goes no further.
      throw malformed(broken.getLocation());
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  /**
   * @param at none where the parser does not say, as of a number of thousands of digits
   */
  private static SchakelProblem malformed(JsonLocation at) {
    return at == null
        ? SchakelProblem.of(Code.MALFORMED_BODY)
        : SchakelProblem.of(
            Code.MALFORMED_BODY,
            Integer.toString(at.getLineNr()),
            Integer.toString(at.getColumnNr()));
  }

  /**
   * What a client sends, as far as it sends it: one that breaks off is no fault of ours.
   *
   * @param most bytes
   */
  public static byte[] bytes(InputStream in, int most) {
    try {
      return in.readNBytes(most);
    } catch (IOException brokenOff) {
      throw SchakelProblem.of(Code.MALFORMED_BODY);
    }
  }

  /** The refusal of a body above the limit, in bytes. */
  public static SchakelProblem tooLarge(int limit) {
    return SchakelProblem.of(
        Code.BODY_TOO_LARGE, Integer.toString(limit / MEBIBYTE), Integer.toString(50));
  }

  private static CharBuffer decode(byte[] bytes) {
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      // RFC 8259 8.1: a parser may ignore a byte order mark, and some clients send one.
      if (text.hasRemaining() && text.charAt(0) == '\uFEFF') {
        text.get();
      }
      return text;
    } catch (CharacterCodingException notUtf8) {
      throw SchakelProblem.of(Code.NOT_UTF8);
    }
  }

  /** One pass over the tokens, with a stack of its own, so that depth costs no Java stack. */
  private static final class Reading {

    private final JsonParser parser;
    private final List<Issue> issues = new ArrayList<>();
    private final ArrayDeque<JsonNode> open = new ArrayDeque<>();
    private final int limit;
    private int values;

    Reading(JsonParser parser, int limit) {
      this.parser = parser;
      this.limit = limit;
    }

    JsonBody body() throws IOException {
      if (parser.nextToken() == null) {
        throw SchakelProblem.of(Code.BODY_MISSING);
      }
      var root = value();
      while (!open.isEmpty()) {
        step(open.peek());
      }
      if (parser.nextToken() != null) {
        throw malformed(parser.currentTokenLocation());
      }
      if (root instanceof ObjectNode object) {
        return new JsonBody(object, issues);
      }
      throw SchakelProblem.of(List.of(new Issue("", Code.WRONG_TYPE, "object")));
    }

    private void step(JsonNode within) throws IOException {
      var token = parser.nextToken();
      if (token == null) {
        throw malformed(parser.currentLocation());
      }
      if (token.isStructEnd()) {
        open.pop();
      } else if (within instanceof ObjectNode object) {
        member(object);
      } else {
        ((ArrayNode) within).add(value());
      }
    }

    private void member(ObjectNode object) throws IOException {
      var name = parser.currentName();
      if (object.has(name)) {
        throw SchakelProblem.of(List.of(new Issue(pointer().toString(), Code.DUPLICATE_PROPERTY)));
      }
      if (object.size() >= NAMES) {
        var place = pointer().head().toString();
        throw SchakelProblem.of(
            List.of(new Issue(place, Code.TOO_MANY_ITEMS, Integer.toString(NAMES))));
      }
      var wrong = unstorable(name);
      if (wrong.isPresent()) {
        // Such a name can stand neither in the tree nor in a pointer: its object is named instead.
        issues.add(new Issue(pointer().head().toString(), wrong.get()));
      }
      parser.nextToken();
      var value = value();
      if (wrong.isEmpty()) {
        object.set(name, value);
      }
    }

    /** The value at the current token; a container is returned empty and left open. */
    private JsonNode value() throws IOException {
      if (++values > limit) {
        throw SchakelProblem.of(
            List.of(new Issue("", Code.TOO_MANY_ITEMS, Integer.toString(limit))));
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> opened(NODES.objectNode());
        case START_ARRAY -> opened(NODES.arrayNode());
        case VALUE_STRING -> text(parser.getText());
        case VALUE_NUMBER_INT -> integer(parser.getNumberValue());
        case VALUE_NUMBER_FLOAT -> fraction(parser.getDoubleValue());
        case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
        case VALUE_NULL -> NODES.nullNode();
        default -> throw malformed(parser.currentTokenLocation());
      };
    }

    private JsonNode opened(JsonNode container) {
      open.push(container);
      if (open.size() > LEVELS) {
        throw SchakelProblem.of(Code.TOO_DEEP, Integer.toString(LEVELS));
      }
      return container;
    }

    private JsonNode text(String value) {
      unstorable(value).ifPresent(code -> issues.add(new Issue(pointer().toString(), code)));
      return NODES.textNode(value);
    }

    /** A tree cannot hold what is beyond a double: the checks would fail on it. */
    private JsonNode fraction(double value) {
      if (Double.isFinite(value)) {
        return NODES.numberNode(value);
      }
      issues.add(new Issue(pointer().toString(), Code.OUT_OF_RANGE, "-1e308", "1e308"));
      return NODES.numberNode(0);
    }

    private static JsonNode integer(Number value) {
      if (value instanceof Integer small) {
        return NODES.numberNode(small.intValue());
      }
      return value instanceof Long large
          ? NODES.numberNode(large.longValue())
          : NODES.numberNode((BigInteger) value);
    }

    private JsonPointer pointer() {
      return parser.getParsingContext().pathAsPointer();
    }
  }

  /** PostgreSQL text refuses U+0000; FHIR strings refuse what is below U+0020 but tab, CR, LF. */
  private static Optional<Code> unstorable(String text) {
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (character < ' ' && character != '\t' && character != '\r' && character != '\n') {
        return Optional.of(Code.CONTROL_CHARACTER);
      }
      if (Character.isSurrogate(character)) {
        var paired =
            Character.isHighSurrogate(character)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return Optional.of(Code.LONE_SURROGATE);
        }
        i++;
      }
    }
    return Optional.empty();
  }
}
