package be.schakel.outbox;

import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Where events wait to be told. Rows are only ever added. */
@ApplicationScoped
public class Outbox {

  private static final String APPEND =
      """
      insert into outbox_event (id, recorded_at, kind, recipient, referral, child, basis, payload)
      values (:id, :now, :kind, :recipient, :referral, :child, :basis, jsonb_object(:names, :values))""";

  private static final String APPEND_ALL =
      """
      insert into outbox_event (id, recorded_at, kind, recipient, referral, child, basis, payload)
      select e.id, :now, e.kind, e.recipient, e.referral, e.child, e.basis, e.payload::jsonb
        from unnest(:ids::uuid[], :kinds::text[], :recipients::text[], :referrals::uuid[], :children::uuid[], :bases::uuid[],
               :payloads::text[]) e (id, kind, recipient, referral, child, basis, payload)""";

  /** An event that tells of the end itself goes on. */
  private static final String STOP =
      """
      insert into outbox_stop (event, stopped_at, reason)
      select id, :now, :reason from outbox_event where basis = :basis
      on conflict do nothing""";

  /** The index of recipients has the ids, and these begin with their time. */
  private static final String TOLD =
      """
      select recipient, min(recorded_at) as at from outbox_event
       where recipient = any(:recipients) and id >= :from and kind = :kind and referral = :referral
         and payload @> jsonb_object(:names, :values)
       group by 1""";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Jdbi db;

  /** Adds an event in the running transaction: it is told if and only if its cause happened. */
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID append(Event event, Instant now) {
    var id = Uuid7.at(now);
    db.useHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("id", id)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("kind", event.kind().name())
                .bind("recipient", event.recipient())
                .bind("referral", event.referral().orElse(null))
                .bind("child", event.child().orElse(null))
                .bind("basis", event.basis().orElse(null))
                .bind("names", event.payload().keySet().toArray(String[]::new))
                .bind("values", event.payload().values().toArray(String[]::new))
                .execute());
    return id;
  }

  /** The same of any number of them: one statement, also for none. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void appendAll(List<Event> events, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(APPEND_ALL)
                .bind("ids", each(events, event -> Uuid7.at(now), UUID[]::new))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("kinds", each(events, event -> event.kind().name(), String[]::new))
                .bind("recipients", each(events, Event::recipient, String[]::new))
                .bind(
                    "referrals", each(events, event -> event.referral().orElse(null), UUID[]::new))
                .bind("children", each(events, event -> event.child().orElse(null), UUID[]::new))
                .bind("bases", each(events, event -> event.basis().orElse(null), UUID[]::new))
                .bind("payloads", each(events, Outbox::payload, String[]::new))
                .execute());
  }

  private static <T> T[] each(
      List<Event> events, Function<Event, T> property, IntFunction<T[]> array) {
    return events.stream().map(property).toArray(array);
  }

  private static String payload(Event event) {
    try {
      return JSON.writeValueAsString(event.payload());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Who of these was told so about a report, and when.
   *
   * @param codes what the event says at least
   * @param since when it happened
   */
  public Map<String, Instant> told(
      EventKind kind,
      UUID referral,
      Map<String, String> codes,
      Collection<String> recipients,
      Instant since) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(TOLD)
                .bind("recipients", recipients.toArray(String[]::new))
                .bind("from", new UUID(since.toEpochMilli() << 16, 0))
                .bind("kind", kind.name())
                .bind("referral", referral)
                .bind("names", codes.keySet().toArray(String[]::new))
                .bind("values", codes.values().toArray(String[]::new))
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getString("recipient"),
                            row.getObject("at", OffsetDateTime.class).toInstant()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** What rests on this consent or ground is not told any more. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void stop(UUID basis, String reason, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(STOP)
                .bind("basis", basis)
                .bind("reason", reason)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }
}
