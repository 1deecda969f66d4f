package be.schakel.lookup;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.LookUpContext;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer to a look-up: the same whether the child is known or not.
 *
 * @param earlier only for who may see already who the child of a report is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LookUpView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> at,
    @Label.Nested Optional<ReferralView.Vk> contact,
    @Label.Nested Optional<CallBack> callBack,
    @Label.Nested List<Earlier> earlier)
    implements OfNoCase {

  /** Nothing but what there is to say of earlier ones. */
  static LookUpView of(List<Earlier> earlier) {
    return new LookUpView(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), earlier);
  }

  /** The offer of a call back, whether or not the child is known. */
  public record CallBack(
      @Label(DataCategory.RECEIPT) Optional<Boolean> asked,
      @Label(DataCategory.RECEIPT) Optional<LocalizedText> notice)
      implements OfNoCase {}

  /** That somebody else asked: never who. */
  public record Earlier(
      @Label(DataCategory.CHILD_ID) Optional<OffsetDateTime> at,
      @Label(DataCategory.CHILD_ID) Optional<PartnerKind> kind,
      @Label(DataCategory.CHILD_ID) Optional<LookUpContext> context) {}
}
