package be.schakel.access;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import be.schakel.partner.Proof;
import be.schakel.policy.GroundTerms;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The evidence of grounds other than consent. Rows are only ever added. */
@ApplicationScoped
class GroundRecords {

  private static final String ADD =
      """
      insert into ground_record (id, referral, child, ground, partners, categories, by_partner, by_role, by_person, by_proof, recorded_at, content)
      values (:id, :referral, :child, :ground, :partners, :categories, :partner, :role, :person, :proof, :now, :content)""";
  private static final String STEP =
      """
      insert into ground_step (record, by_partner, by_role, by_person, recorded_at)
      values (:record, :partner, :role, :person, :now)""";
  private static final String FIND =
      """
      select r.id, r.referral, r.child, r.ground, r.partners, r.categories, r.by_person, r.by_proof, r.recorded_at, r.content,
             o.valid_from, o.valid_until, s.recorded_at as decided_at, e.ended_at
        from ground_record r
        left join ground_step s on s.record = r.id
        left join ground_end e on e.origin = r.id
        left join lateral (select min(g.valid_from) as valid_from, max(g.valid_until) as valid_until
                             from ground g where g.origin = r.id) o on true
       where r.referral = :referral and (:id::uuid is null or r.id = :id)
       order by r.id""";

  @Inject Jdbi db;
  @Inject Records records;
  @Inject Policies policies;

  void add(
      UUID id,
      UUID referral,
      Optional<UUID> child,
      LegalGround ground,
      List<String> partners,
      Set<DataCategory> categories,
      Caller caller,
      byte[] content,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", id)
                .bind("referral", referral)
                .bind("child", child.orElse(null))
                .bind("ground", ground.name())
                .bind("partners", partners.toArray(String[]::new))
                .bind("categories", categories.stream().map(Enum::name).toArray(String[]::new))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("proof", caller.proof().name())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", content)
                .execute());
  }

  /** What a person decided about it afterwards: confirmed or released. */
  void decide(UUID record, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(STEP)
                .bind("record", record)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  Optional<GroundRow> find(UUID referral, UUID id) {
    return rows(referral, id).stream().findFirst();
  }

  /** Of one report, oldest first. */
  List<GroundRow> all(UUID referral) {
    return rows(referral, null);
  }

  boolean samePerson(GroundRow row, Caller caller) {
    return Arrays.equals(row.byPerson(), records.professional(caller));
  }

  private List<GroundRow> rows(UUID referral, UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("referral", referral)
                .bind("id", id)
                .map((row, context) -> row(row, policies.current().groundTerms()))
                .list());
  }

  private static GroundRow row(ResultSet row, GroundTerms terms) throws SQLException {
    var ground = LegalGround.valueOf(row.getString("ground"));
    var recordedAt = time(row, "recorded_at").orElseThrow();
    var decidedAt = time(row, "decided_at");
    // A danger opens nothing: until then a second person may confirm it
    var until =
        ground == LegalGround.G3_DANGER_MINOR && decidedAt.isEmpty()
            ? Optional.of(recordedAt.plus(Duration.ofHours(terms.dangerHours())))
            : time(row, "valid_until");
    return new GroundRow(
        row.getObject("id", UUID.class),
        row.getObject("referral", UUID.class),
        Optional.ofNullable(row.getObject("child", UUID.class)),
        ground,
        words(row, "partners"),
        categories(words(row, "categories")),
        row.getBytes("by_person"),
        Proof.valueOf(row.getString("by_proof")),
        recordedAt,
        row.getBytes("content"),
        time(row, "valid_from"),
        until,
        decidedAt,
        time(row, "ended_at"));
  }

  private static Set<DataCategory> categories(List<String> words) {
    var categories = EnumSet.noneOf(DataCategory.class);
    words.forEach(word -> categories.add(DataCategory.valueOf(word)));
    return categories;
  }

  private static List<String> words(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
