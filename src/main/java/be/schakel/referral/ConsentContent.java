package be.schakel.referral;

import be.schakel.consent.GivenConsent;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.ConsentMethod;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The part of a consent that is sealed with the child's key.
 *
 * @param givers keys of those who gave it first
 * @param informedItems what they were told about
 * @param evidenceHash digest of the signed paper or of the recording
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConsentContent(
    List<String> givers,
    Optional<ConsentMethod> method,
    Optional<String> language,
    boolean otherParentPresumption,
    Optional<Boolean> interpreter,
    List<String> informedItems,
    Optional<String> evidenceHash) {

  public static ConsentContent of(GivenConsent given) {
    return new ConsentContent(
        given.givers().stream().sorted().distinct().toList(),
        given.method(),
        given.language(),
        given.otherParentPresumption().orElse(true),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The same with how it was explained and what proves it. */
  public ConsentContent explained(
      Optional<Boolean> byInterpreter, List<String> items, Optional<String> evidence) {
    return new ConsentContent(
        givers, method, language, otherParentPresumption, byInterpreter, items, evidence);
  }

  byte[] sealed(UUID consent, ContentKey key) {
    return Sealed.seal(key, Opening.place(consent), Opening.json(this));
  }
}
