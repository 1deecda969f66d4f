package be.schakel.consent;

import be.schakel.policy.Evidence;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Consents as given. Rows are only ever added. */
@ApplicationScoped
public class Consents {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final String USABLE =
      """
      select id, child, grantee, opens, child_and_carers, purposes, valid_from, usable_until
        from consent
       where grantee = :grantee and referral = any(:referrals) and status = 'ACTIVE'
         and :today between valid_from and valid_to and :now < usable_until""";

  @Inject Jdbi db;

  /** The consents that a partner may use now for these referrals, by child. */
  public Map<UUID, List<Evidence.Consented>> usableBy(
      String grantee, Collection<UUID> referrals, Instant now) {
    if (referrals.isEmpty()) {
      return Map.of();
    }
    return db
        .withHandle(
            handle ->
                handle
                    .createQuery(USABLE)
                    .bind("grantee", grantee)
                    .bind("referrals", referrals.toArray(UUID[]::new))
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("today", LocalDate.ofInstant(now, BRUSSELS))
                    .map((row, context) -> consented(row))
                    .list())
        .stream()
        .collect(Collectors.groupingBy(Evidence.Consented::child));
  }

  private static Evidence.Consented consented(ResultSet row) throws SQLException {
    return new Evidence.Consented(
        row.getObject("id", UUID.class),
        row.getObject("child", UUID.class),
        row.getString("grantee"),
        Arrays.stream((String[]) row.getArray("opens").getArray())
            .map(DataCategory::valueOf)
            .collect(Collectors.<DataCategory>toSet()),
        Arrays.stream((String[]) row.getArray("purposes").getArray())
            .map(Purpose::valueOf)
            .collect(Collectors.<Purpose>toSet()),
        row.getBoolean("child_and_carers"),
        row.getObject("valid_from", LocalDate.class).atStartOfDay(BRUSSELS).toInstant(),
        row.getObject("usable_until", OffsetDateTime.class).toInstant());
  }
}
