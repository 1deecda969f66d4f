package be.schakel.disclosure;

import be.schakel.ledger.Openings;
import be.schakel.policy.LegalBases;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry as the log committed to it, with what an auditor needs to check that by itself.
 *
 * @param epoch which log the leaf stands in; none until it stands in one
 * @param index where it stands there
 * @param article the law that the ground rested on that day
 * @param entry canonical JSON (RFC 8785), character by character
 * @param salt base64
 */
public record OpenedView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Integer> epoch,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Long> index,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> article,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> entry,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> salt) {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  static OpenedView of(UUID id, Openings.Opening opening, DisclosureEntry entry, LegalBases bases) {
    var day = LocalDate.ofInstant(entry.recordedAt(), BRUSSELS);
    return new OpenedView(
        Optional.of(id),
        opening.place().map(Openings.Place::epoch),
        opening.place().map(Openings.Place::index),
        entry.ground().flatMap(ground -> bases.on(ground, day)).map(LegalBases.LegalBasis::words),
        Optional.of(opening.entry()),
        Optional.of(Base64.getEncoder().encodeToString(opening.salt())));
  }
}
