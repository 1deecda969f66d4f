package be.schakel.notice;

import be.schakel.edge.Json;
import be.schakel.edge.Times;
import be.schakel.outbox.EventKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * That something happened, for one recipient: what, about which report, when. Never who or why.
 *
 * @param codes ids and numbers that its recipient can ask about; of what the event holds only those
 *     that tell nothing about a person by themselves
 */
record Notice(
    UUID id, EventKind kind, Instant at, Optional<UUID> referral, Map<String, String> codes) {

  private static final Set<String> MAY_BE_TOLD =
      Set.of(
          "breakGlass",
          "cancellation",
          "certificate",
          "consent",
          "contribution",
          "days",
          "daysLeft",
          "development",
          "document",
          "due",
          "embargo",
          "facility",
          "endsAt",
          "finding",
          "ground",
          "incident",
          "lookUp",
          "mano",
          "origin",
          "percent",
          "question",
          "record",
          "reidentification",
          "request",
          "root",
          "size",
          "test");

  Notice {
    var told = new TreeMap<>(codes);
    told.keySet().retainAll(MAY_BE_TOLD);
    codes = Map.copyOf(told);
  }

  /** As a pull shows it. */
  NoticeView view() {
    return new NoticeView(
        Optional.of(id),
        Optional.of(kind.name()),
        Optional.of(Times.shown(at)),
        referral,
        Optional.of((Map<String, String>) new TreeMap<>(codes)).filter(told -> !told.isEmpty()));
  }

  /** As it is brought to a partner: the same, and for whom it is; the same bytes each time. */
  byte[] body(String recipient) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", id);
    body.put("kind", kind);
    body.put("at", Times.shown(at));
    body.put("recipient", recipient);
    referral.ifPresent(report -> body.put("referral", report));
    if (!codes.isEmpty()) {
      body.put("codes", new TreeMap<>(codes));
    }
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
