package be.schakel.rights;

import be.schakel.consent.AccessRights;
import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for access and its answer, for the centre to hand over: who received what about the
 * child, when and why.
 *
 * @param person for a parent: the key of this person in the report
 * @param reach how much of it this asker may be told
 * @param givenNames of the child, so that letters are not mixed up
 * @param language of the letter, as a tag
 * @param answerBy the last day to answer
 * @param centre whom to talk to; the general contact where an address is secret
 */
public record StatementView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<UUID> referral,
    @Label(DataCategory.RECEIPT) Optional<String> reference,
    @Label(DataCategory.RECEIPT) Optional<UUID> child,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Applicant> applicant,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> person,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<AccessRights.Reach> reach,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<IdentityCheck> identityCheck,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> identityCheckedOn,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> requestedOn,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> answerBy,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> madeAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> language,
    @Label(DataCategory.CHILD_ID) List<String> givenNames,
    @Label.Nested Optional<ReferralView.Vk> centre,
    @Label.Nested List<Disclosed> disclosures)
    implements Part {

  /** What a statement is called. */
  public static final LocalizedText TITLE = Words.of("statement.title");

  /**
   * What somebody received.
   *
   * @param at the first time on that day, Europe/Brussels
   * @param recipient in words
   * @param recipientKind none for who is no partner
   * @param what the categories in words, in the same order
   * @param ground none for another centre, at the time when the case was its own
   * @param because the ground in plain words
   * @param citation law and article that held on that day, with what its reader calls the act
   * @param why the purpose in plain words
   * @param way how, for what was told outside the gateway
   * @param how the same in words
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Disclosed(
      @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> at,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> recipient,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<PartnerKind> recipientKind,
      @Label(DataCategory.DISCLOSURE_LOG) List<DataCategory> categories,
      @Label(DataCategory.DISCLOSURE_LOG) List<LocalizedText> what,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LegalGround> ground,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> because,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> citation,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<Purpose> purpose,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> why,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<DisclosureWay> way,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> how) {}

  @Override
  public Collection<UUID> about() {
    return child.stream().toList();
  }

  @Override
  public Optional<String> logged() {
    return id.map(each -> "ACCESS_REQUEST:" + each);
  }
}
