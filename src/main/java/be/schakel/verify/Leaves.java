package be.schakel.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The leaves of one answer, in order: the answer of {@code GET /api/receipts/{root}}. */
record Leaves(List<Hash> hashes) {

  static Leaves parse(byte[] bytes, String what) {
    var answer = Json.object(bytes, what);
    if (!answer.keySet().equals(Set.of("leaves"))
        || !(answer.get("leaves") instanceof List<?> listed)) {
      throw NotProven.unusable("json.member", what, "leaves");
    }
    var leaves = new ArrayList<Hash>();
    for (var each : listed) {
      var leaf = each instanceof String text ? Hash.base64url(text) : null;
      if (leaf == null || leaf.isEmpty()) {
        throw NotProven.unusable("json.member", what, "leaves");
      }
      leaves.add(leaf.get());
    }
    return new Leaves(List.copyOf(leaves));
  }
}
