package be.schakel.disclosure;

import be.schakel.policy.LegalBases;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry of the log as an auditor sees it.
 *
 * @param index the place of its leaf in the tree, from 0; none until it is sequenced
 * @param subject the child's pseudonym
 * @param article the law that the ground rested on that day
 * @param external what left outside the gateway: how, when and to whom
 */
public record DisclosureView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Long> index,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> recordedAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LogAction> action,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LogOutcome> outcome,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<DisclosureEntry.Party> partner,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<DisclosureEntry.Person> professional,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Purpose> purpose,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> subject,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> referral,
    @Label(DataCategory.DISCLOSURE_LOG) List<DataCategory> categories,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LegalGround> ground,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> article,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> rule,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> policyVersion,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> consent,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> requestId,
    @Label(DataCategory.DISCLOSURE_LOG) List<String> flags,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<External> external) {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  static DisclosureView of(LoggedEntry logged, LegalBases laws) {
    var entry = logged.entry();
    var day = LocalDate.ofInstant(entry.recordedAt(), BRUSSELS);
    return new DisclosureView(
        Optional.of(logged.id()),
        logged.place(),
        Optional.of(entry.recordedAt()),
        Optional.of(entry.action()),
        Optional.of(entry.outcome()),
        entry.partner(),
        entry.professional(),
        entry.purpose(),
        entry.subject(),
        entry.referral(),
        List.copyOf(entry.categories()),
        entry.ground(),
        entry.ground().flatMap(ground -> laws.on(ground, day)).map(LegalBases.LegalBasis::words),
        said(entry.rule()),
        said(entry.policyVersion()),
        entry.consent(),
        said(entry.requestId()),
        entry.flags(),
        entry.external());
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }
}
