package be.schakel.referral;

import be.schakel.edge.Json;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What opens a report: the keys of its children, as far as they still exist, and how content is
 * written and read with them.
 */
final class Opening {

  private final Map<UUID, ContentKey> keys = new LinkedHashMap<>();
  private final Map<UUID, String> names = new LinkedHashMap<>();

  Opening(List<Rows.ChildRow> children, Keys vault) {
    for (var child : children) {
      names.put(child.id(), child.key());
      child.wrappedKey().ifPresent(wrapped -> keys.put(child.id(), vault.unwrap(wrapped)));
    }
  }

  /**
   * The key that opens what is about all of these children, none meaning all; empty when one of
   * theirs is gone.
   */
  Optional<ContentKey> key(List<UUID> children) {
    var about = children.isEmpty() ? List.copyOf(names.keySet()) : children;
    return keys.keySet().containsAll(about)
        ? Optional.of(ContentKey.joined(about.stream().map(keys::get).toList()))
        : Optional.empty();
  }

  /** The child that the submission calls by this key. */
  Optional<UUID> child(String key) {
    return names.entrySet().stream()
        .filter(each -> each.getValue().equals(key))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What the submission calls a child; empty for one of another report. */
  Optional<String> name(UUID child) {
    return Optional.ofNullable(names.get(child));
  }

  /** Sealed JSON, while every key it needs exists. */
  <T> Optional<T> read(List<UUID> children, UUID place, byte[] sealed, Class<T> type) {
    return read(children, place(place), sealed, type);
  }

  /** The same, sealed in a place of another name. */
  <T> Optional<T> read(List<UUID> children, String place, byte[] sealed, Class<T> type) {
    return key(children).map(key -> parse(Sealed.open(key, place, sealed), type));
  }

  /** A sealed text, while every key it needs exists. */
  Optional<String> text(List<UUID> children, String place, Optional<String> hexDigits) {
    return hexDigits
        .flatMap(hex -> key(children).map(key -> Sealed.open(key, place, Rows.bytes(hex))))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** What sealed content is bound to. */
  static String place(UUID id) {
    return "referral/" + id;
  }

  /** What the details of a contribution are bound to, beside its text. */
  static String details(UUID id) {
    return place(id) + "/details";
  }

  /** What the reason is bound to for which a contribution was taken back. */
  static String retraction(UUID id) {
    return place(id) + "/retraction";
  }

  /** Content as it is sealed. */
  static byte[] json(Object content) {
    try {
      return Json.MAPPER.writeValueAsBytes(content);
    } catch (IOException impossible) {
      throw new IllegalStateException(
          "content does not write: " + impossible.getClass().getSimpleName());
    }
  }

  private static <T> T parse(byte[] json, Class<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (IOException changed) {
      // Without its message, which would quote the content
      throw new IllegalStateException("opened content does not read as " + type.getSimpleName());
    }
  }
}
