package be.schakel.outbox;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that somebody must be told.
 *
 * @param recipient a partner's code, {@link #dutyList} or {@link #DPO}
 * @param basis the consent or ground it rests on: when that ends, the event is not delivered
 * @param payload codes and ids for the recipient, never a name or a text
 */
public record Event(
    EventKind kind,
    String recipient,
    Optional<UUID> referral,
    Optional<UUID> child,
    Optional<UUID> basis,
    Map<String, String> payload) {

  /** The data protection officer of the centres. */
  public static final String DPO = "DPO";

  public Event {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(recipient);
    Objects.requireNonNull(referral);
    Objects.requireNonNull(child);
    Objects.requireNonNull(basis);
    payload = Map.copyOf(payload);
  }

  /** Those on duty at a centre. */
  public static String dutyList(String vk) {
    return "DUTY:" + vk;
  }

  public static Event of(EventKind kind, String recipient, UUID referral) {
    return new Event(
        kind, recipient, Optional.of(referral), Optional.empty(), Optional.empty(), Map.of());
  }

  /** About no case. */
  public static Event of(EventKind kind, String recipient) {
    return new Event(
        kind, recipient, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  public Event about(UUID about) {
    return new Event(kind, recipient, referral, Optional.of(about), basis, payload);
  }

  public Event restingOn(UUID consentOrGround) {
    return new Event(kind, recipient, referral, child, Optional.of(consentOrGround), payload);
  }

  public Event with(Map<String, String> codes) {
    return new Event(kind, recipient, referral, child, basis, codes);
  }
}
