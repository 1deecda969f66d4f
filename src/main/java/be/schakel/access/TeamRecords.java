package be.schakel.access;

import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** The teams that centres keep cases within; of one report the newest counts. */
@ApplicationScoped
class TeamRecords {

  /** As in a token's {@code subject_id}. */
  private static final Pattern PUNCTUATION = Pattern.compile("[ ./-]");

  private static final String ADD =
      """
      insert into case_team (id, referral, members, by_partner, by_role, by_person, recorded_at, content)
      select :id, :referral, coalesce(array_agg(decode(member, 'hex')), '{}'), :partner, :role, :person, :now, :content
        from unnest(:members::text[]) member""";

  @Inject Jdbi db;
  @Inject Records records;

  /**
   * @param members their ids, of which keyed hashes are kept
   * @param reason sealed
   */
  void add(
      UUID id, UUID referral, List<String> members, byte[] reason, Caller caller, Instant now) {
    var hashes =
        members.stream()
            .map(person -> PUNCTUATION.matcher(person).replaceAll(""))
            .map(person -> records.professional(caller.partner().code(), person))
            .map(HexFormat.of()::formatHex)
            .toArray(String[]::new);
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", id)
                .bind("referral", referral)
                .bind("members", hashes)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", reason)
                .execute());
  }
}
