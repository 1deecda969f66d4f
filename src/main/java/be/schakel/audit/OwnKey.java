package be.schakel.audit;

import be.schakel.edge.Json;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;

/**
 * Seals what people write about an audit: each row with a key of its own, since it belongs to no
 * child whose key could seal it.
 */
@ApplicationScoped
class OwnKey {

  @Inject Keys keys;

  /** Sealed content with its key, which is wrapped by the gateway's own. */
  record Kept(String wrappedKey, byte[] content) {}

  Kept seal(UUID row, Object content) {
    var key = ContentKey.fresh();
    try {
      return new Kept(
          keys.wrap(key), Sealed.seal(key, place(row), Json.MAPPER.writeValueAsBytes(content)));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  <T> T open(UUID row, Kept kept, Class<T> type) {
    try {
      return Json.MAPPER.readValue(
          Sealed.open(keys.unwrap(kept.wrappedKey()), place(row), kept.content()), type);
    } catch (IOException unreadable) {
      throw new IllegalStateException("sealed content does not read");
    }
  }

  private static String place(UUID row) {
    return "audit/" + row;
  }
}
