package be.schakel.referral;

import be.schakel.medical.Documents;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a partner sent, byte for byte, where it was read as something else. It is kept as a document
 * of the category {@link DataCategory#RECEIPT}, of which its sender and the centre learn digest and
 * changes; its bytes, which hold every category at once, leave to nobody.
 *
 * @param changes what was understood otherwise than it was written, with places in what was sent
 */
public record Original(byte[] body, String contentType, List<Issue> changes) {

  public Original {
    changes = List.copyOf(changes);
  }

  /** In hexadecimal digits. */
  String sha256() {
    return sha256(body);
  }

  static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /**
   * @param part the development that it was; none for the report
   */
  Documents.Binding binding(UUID referral, Optional<UUID> part, List<UUID> children) {
    return new Documents.Binding(
        referral,
        part,
        0,
        children,
        DataCategory.RECEIPT,
        Optional.empty(),
        Optional.of(contentType),
        Optional.of(new String(Opening.json(changes), StandardCharsets.UTF_8)));
  }
}
