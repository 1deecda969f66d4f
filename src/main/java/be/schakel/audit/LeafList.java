package be.schakel.audit;

import be.schakel.edge.Public;
import java.util.Base64;
import java.util.List;

/**
 * The leaves of one answer, in order: hashes, which tell nothing of what they commit to.
 *
 * @param leaves base64url
 */
@Public
public record LeafList(List<String> leaves) {

  static LeafList of(List<byte[]> hashes) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return new LeafList(hashes.stream().map(encoder::encodeToString).toList());
  }
}
