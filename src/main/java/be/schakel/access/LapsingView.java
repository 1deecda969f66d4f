package be.schakel.access;

import be.schakel.consent.Standing;
import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A consent that will lapse, with the letter for the child.
 *
 * @param lastDay the last day on which it can be used, Europe/Brussels
 * @param then how it will stand after that day; {@code USABLE} when it will cover less
 * @param article the law by which it lapses
 */
public record LapsingView(
    @Label.Id Optional<UUID> consent,
    @Label(DataCategory.CONSENT) Optional<UUID> referral,
    @Label(DataCategory.CONSENT) Optional<UUID> child,
    @Label(DataCategory.CONSENT) Optional<String> grantee,
    @Label(DataCategory.CONSENT) Optional<LocalizedText> granteeName,
    @Label(DataCategory.CONSENT) List<DataCategory> categories,
    @Label(DataCategory.CONSENT) Optional<OffsetDateTime> endsAt,
    @Label(DataCategory.CONSENT) Optional<LocalDate> lastDay,
    @Label(DataCategory.CONSENT) Optional<Standing.State> then,
    @Label(DataCategory.CONSENT) Optional<LocalizedText> words,
    @Label(DataCategory.CONSENT) Optional<LocalizedText> article,
    @Label.Nested Optional<Letter> letter)
    implements Part {

  /**
   * Ready to be given to the child.
   *
   * @param to the keys of whom it may be given to: the child, and those who gave the consent and
   *     may be told of it
   * @param law where it is written, to stand below the letter
   */
  public record Letter(
      @Label(DataCategory.HELP_CONTENT) List<String> to,
      @Label(DataCategory.CONSENT) Optional<String> language,
      @Label(DataCategory.CONSENT) Optional<String> title,
      @Label(DataCategory.CONSENT) Optional<String> text,
      @Label(DataCategory.CONSENT) Optional<String> law) {}

  @Override
  public Collection<UUID> about() {
    return child.stream().toList();
  }
}
