package be.schakel.referral;

import be.schakel.edge.Json;
import be.schakel.partner.Partner;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports and their senders for tests: a whole one, changed at one place or another. */
final class Reports {

  /** Nothing is wrong with it and nothing to remark; single quotes for legibility. */
  private static final String WHOLE =
      """
      {'type': 'REGULAR', 'handlingRequested': 'ADVICE', 'urgency': 'URGENT',
       'children': [
         {'key': 'c1', 'insz': '15231500154', 'familyName': 'Proef', 'givenNames': ['Noor'], 'birthDate': '2015-03-15',
          'gender': 'FEMALE', 'address': {'postalCode': '2000'}, 'problem': 'PHYSICAL',
          'view': {'date': '2026-11-19', 'inOwnWords': '…'}, 'informed': {'told': false, 'reason': 'TOO_YOUNG'}},
         {'key': 'c2', 'noInszReason': 'NOT_KNOWN', 'familyName': 'Proef', 'givenNames': ['Bas'], 'birthDate': '2019',
          'problem': 'UNKNOWN'}],
       'persons': [{'key': 'p1', 'role': 'MOTHER', 'familyName': 'Proef', 'authority': 'HOLDS', 'of': ['c1', 'c2'],
          'informed': {'told': true, 'date': '2026-11-19'}}],
       'facts': '…', 'contact': {'name': 'Dr. Proef'},
       'consents': [{'child': 'c1', 'givers': ['p1'], 'grantee': 'az', 'categories': ['SAFETY_PLAN'],
          'purposes': ['CARE_COORDINATION'], 'validFrom': '2026-11-21', 'validTo': '2027-03-01'}],
       'documents': [{'children': ['c1'], 'data': 'AAAA'}]}""";

  private final ObjectNode body;

  private Reports(ObjectNode body) {
    this.body = body;
  }

  static Reports whole() {
    return new Reports((ObjectNode) tree(WHOLE));
  }

  /** With another value at a place of the body. */
  Reports with(String pointer, String json) {
    var place = JsonPointer.compile(pointer);
    var parent = body.at(place.head());
    if (parent instanceof ArrayNode list) {
      list.insert(place.last().getMatchingIndex(), tree(json));
    } else {
      ((ObjectNode) parent).set(place.last().getMatchingProperty(), tree(json));
    }
    return this;
  }

  /** Without what stands at a place of the body. */
  Reports without(String pointer) {
    var place = JsonPointer.compile(pointer);
    var parent = body.at(place.head());
    if (parent instanceof ArrayNode list) {
      list.remove(place.last().getMatchingIndex());
    } else {
      ((ObjectNode) parent).remove(place.last().getMatchingProperty());
    }
    return this;
  }

  Submission report() {
    try {
      return Json.MAPPER.treeToValue(body, Submission.class);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  static Partner sender(String code, PartnerKind kind) {
    return new Partner(
        code,
        Map.of(Language.NL, code),
        kind,
        Optional.empty(),
        Optional.empty(),
        Set.of(Purpose.values()),
        Set.of(),
        Optional.empty());
  }

  private static JsonNode tree(String quoted) {
    try {
      return Json.MAPPER.readTree(quoted.replace('\'', '"'));
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
