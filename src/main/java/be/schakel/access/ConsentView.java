package be.schakel.access;

import be.schakel.consent.Standing;
import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.ConsentMethod;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A consent as somebody may see it: what was given, by whom, to whom, and how it stands now.
 *
 * @param childKey what the report calls the child
 * @param concerned the partners whose own it is: who recorded it, and to whom it was given
 * @param status as it stands now, birthdays and ends included
 * @param usable may its grantee use it now
 * @param standing why, or why not
 * @param words the same in the reader's language
 * @param endsAt when it ends, or covers less, at the latest as things are on record now
 * @param version counts what became of it, from 1
 * @param recordedBy code of the partner; for the owner VK alone, since it can tell a region
 * @param history what became of it; for the owner VK alone
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConsentView(
    @Label.Id Optional<UUID> id,
    @JsonIgnore @Label.Basis List<String> concerned,
    @Label(DataCategory.CONSENT) Optional<UUID> referral,
    @Label(DataCategory.CONSENT) Optional<UUID> child,
    @JsonIgnore @Label(DataCategory.CONSENT) Optional<String> childKey,
    @Label(DataCategory.CONSENT) List<String> givers,
    @Label(DataCategory.CONSENT) Optional<String> grantee,
    @Label(DataCategory.CONSENT) List<DataCategory> categories,
    @Label(DataCategory.CONSENT) List<Purpose> purposes,
    @Label(DataCategory.CONSENT) Optional<LocalDate> validFrom,
    @Label(DataCategory.CONSENT) Optional<LocalDate> validTo,
    @Label(DataCategory.CONSENT) Optional<ConsentMethod> method,
    @Label(DataCategory.CONSENT) Optional<String> language,
    @Label(DataCategory.CONSENT) Optional<Boolean> interpreter,
    @Label(DataCategory.CONSENT) List<String> informedItems,
    @Label(DataCategory.CONSENT) Optional<String> evidenceHash,
    @Label(DataCategory.CONSENT) Optional<Boolean> otherParentPresumption,
    @Label(DataCategory.CONSENT) Optional<ConsentStatus> status,
    @Label(DataCategory.CONSENT) Optional<Boolean> usable,
    @Label(DataCategory.CONSENT) Optional<Standing.State> standing,
    @Label(DataCategory.CONSENT) Optional<LocalizedText> words,
    @Label(DataCategory.CONSENT) Optional<OffsetDateTime> endsAt,
    @Label(DataCategory.CONSENT) Optional<OffsetDateTime> recordedAt,
    @Label(DataCategory.CONSENT) Optional<Integer> version,
    @Label(DataCategory.HELP_CONTENT) Optional<String> recordedBy,
    @Label.Nested List<Event> history,
    @Label(DataCategory.CONSENT) List<Issue> warnings)
    implements Part {

  /**
   * What became of it.
   *
   * @param giver key of who took it back or confirmed it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Event(
      @Label(DataCategory.HELP_CONTENT) Optional<ConsentStatus> status,
      @Label(DataCategory.HELP_CONTENT) Optional<String> giver,
      @Label(DataCategory.HELP_CONTENT) Optional<String> channel,
      @Label(DataCategory.HELP_CONTENT) Optional<String> text,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> recordedAt) {}

  @Override
  public Collection<UUID> about() {
    return child.stream().toList();
  }

  @Override
  public Optional<Collection<String>> ownTo() {
    return Optional.of(concerned);
  }
}
