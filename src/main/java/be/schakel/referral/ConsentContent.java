package be.schakel.referral;

import be.schakel.consent.GivenConsent;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.ConsentMethod;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The part of a consent that is sealed with the child's key. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ConsentContent(
    List<String> givers,
    Optional<ConsentMethod> method,
    Optional<String> language,
    boolean otherParentPresumption) {

  static ConsentContent of(GivenConsent given) {
    return new ConsentContent(
        given.givers().stream().sorted().distinct().toList(),
        given.method(),
        given.language(),
        given.otherParentPresumption().orElse(true));
  }

  byte[] sealed(UUID consent, ContentKey key) {
    return Sealed.seal(key, Opening.place(consent), Opening.json(this));
  }
}
