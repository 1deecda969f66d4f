package be.schakel.edge;

import be.schakel.vocabulary.ReferralType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** The code lists that the contract names with {@code x-code-list}: the enums of the vocabulary. */
final class CodeLists {

  static final String KEYWORD = "x-code-list";

  private static final String ROOM = ReferralType.class.getPackageName() + ".";

  private CodeLists() {}

  /** The codes of a list, in their order. */
  static List<String> codes(String list) {
    try {
      var type = Class.forName(ROOM + list);
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .toList();
    } catch (ClassNotFoundException unknown) {
      throw new IllegalArgumentException("no code list " + list, unknown);
    }
  }

  /** Writes {@code enum} beside every {@code x-code-list} of a document. */
  static void fill(JsonNode node) {
    if (node instanceof ObjectNode object && object.path(KEYWORD).isTextual()) {
      var codes = object.putArray("enum");
      codes(object.get(KEYWORD).textValue()).forEach(codes::add);
    }
    node.forEach(CodeLists::fill);
  }
}
