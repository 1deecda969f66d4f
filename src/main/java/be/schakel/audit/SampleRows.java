package be.schakel.audit;

import be.schakel.consent.Records;
import be.schakel.disclosure.Covered;
import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Samples as they were drawn. Rows are only ever added. */
@ApplicationScoped
class SampleRows {

  private static final String ADD =
      """
      insert into audit_sample (id, seed, size, population, filter, covers, entries, auditor, by_role, by_person, recorded_at)
      values (:id, :seed, :size, :population, :filter::jsonb, :covers::jsonb, :entries, :auditor, :role, :person, :now)""";

  private static final String FIND =
      """
      select id, seed, size, population, filter::text, covers::text, entries, auditor, recorded_at
        from audit_sample where id = :id""";

  @Inject Jdbi db;
  @Inject Records records;

  /** One sample. */
  record Row(
      UUID id,
      String seed,
      int size,
      long population,
      SampleFilter filter,
      List<Covered> covers,
      List<UUID> entries,
      String auditor,
      Instant at) {}

  void add(Row row, Caller caller) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", row.id())
                .bind("seed", row.seed())
                .bind("size", row.size())
                .bind("population", row.population())
                .bind("filter", json(row.filter()))
                .bind("covers", json(row.covers()))
                .bind("entries", row.entries().toArray(UUID[]::new))
                .bind("auditor", row.auditor())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", row.at().atOffset(ZoneOffset.UTC))
                .execute());
  }

  Optional<Row> find(UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id)
                .map(
                    (row, context) ->
                        new Row(
                            row.getObject("id", UUID.class),
                            row.getString("seed"),
                            row.getInt("size"),
                            row.getLong("population"),
                            read(row.getString("filter"), new TypeReference<>() {}),
                            read(row.getString("covers"), new TypeReference<>() {}),
                            List.of((UUID[]) row.getArray("entries").getArray()),
                            row.getString("auditor"),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .findOne());
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException changed) {
      throw new IllegalStateException("a sample does not read", changed);
    }
  }
}
