package be.schakel.mano;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.edge.Times;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A motivated report to the parket: for the centre that made it, and for the parket it is addressed
 * to once it is signed.
 *
 * @param readers the code of the addressee
 * @param childIds the children it is about
 * @param contains what stands in it
 * @param document whose bytes are read as a document of the report about the child
 * @param seal the centre's JWS, to check by oneself
 * @param sentAt from when on the addressee may read it
 * @param confirmedAt when the second person signed it
 * @param embargoProposed the family was not told: whoever asks who received what would find out
 *     before, so the centre thinks of an embargo
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParketReportView(
    @Label.Basis List<String> readers,
    @Label.Basis List<UUID> childIds,
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.PARKET_REPORT) List<UUID> children,
    @Label(DataCategory.PARKET_REPORT) Optional<String> addressee,
    @Label(DataCategory.PARKET_REPORT) List<DataCategory> contains,
    @Label(DataCategory.PARKET_REPORT) Optional<UUID> document,
    @Label(DataCategory.PARKET_REPORT) Optional<String> sha256,
    @Label(DataCategory.PARKET_REPORT) Optional<String> seal,
    @Label(DataCategory.PARKET_REPORT) Optional<Boolean> acuteDanger,
    @Label(DataCategory.PARKET_REPORT) Optional<OffsetDateTime> recordedAt,
    @Label(DataCategory.PARKET_REPORT) Optional<OffsetDateTime> sentAt,
    @Label(DataCategory.PARKET_REPORT) Optional<OffsetDateTime> confirmedAt,
    @Label(DataCategory.HELP_CONTENT) Optional<Boolean> embargoProposed)
    implements Part {

  /** Those of one investigation, oldest first. */
  public record All(
      @Label(DataCategory.MANO_STATUS) Optional<UUID> mano,
      @Label.Nested List<ParketReportView> items) {}

  static ParketReportView of(ParketReportRow row) {
    return new ParketReportView(
        List.of(row.addressee()),
        row.children(),
        Optional.of(row.id()),
        row.children(),
        Optional.of(row.addressee()),
        row.contains().stream().sorted().toList(),
        Optional.of(row.document()),
        Optional.of(HexFormat.of().formatHex(row.sha256())),
        Optional.of(row.seal()),
        Optional.of(row.acute()),
        Optional.of(Times.shown(row.recordedAt())),
        row.sentAt().map(Times::shown),
        row.confirmedAt().map(Times::shown),
        Optional.of(true).filter(any -> !row.familyTold()));
  }

  @Override
  public Collection<UUID> about() {
    return childIds;
  }

  @Override
  public Optional<Collection<String>> onlyFor() {
    return Optional.of(sentAt.isPresent() ? readers : List.of());
  }
}
