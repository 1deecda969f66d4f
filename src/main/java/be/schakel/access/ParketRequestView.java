package be.schakel.access;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A written request as the parket that sent it sees it: the same for a child that is not known.
 *
 * @param answered a person at a centre gave something, or all of them said that there is nothing
 * @param referrals of which basic data can be read
 * @param notice that there is nothing to give, whatever the cause
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParketRequestView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> at,
    @Label(DataCategory.RECEIPT) Optional<Boolean> answered,
    @Label(DataCategory.RECEIPT) List<UUID> referrals,
    @Label(DataCategory.RECEIPT) Optional<LocalizedText> notice,
    @Label.Nested Optional<ReferralView.Vk> contact)
    implements OfNoCase {}
