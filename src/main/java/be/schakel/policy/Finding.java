package be.schakel.policy;

import be.schakel.vocabulary.LegalGround;
import java.util.Optional;
import java.util.UUID;

/** What a {@link Ground} came to: granted, or what is lacking. */
record Finding(Optional<LegalGround> ground, Optional<UUID> consent, Optional<Reason> lacking) {

  static Finding granted(LegalGround ground) {
    return new Finding(Optional.of(ground), Optional.empty(), Optional.empty());
  }

  static Finding grantedToOwner() {
    return new Finding(Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Finding granted(UUID consent) {
    return new Finding(Optional.of(LegalGround.CONSENT), Optional.of(consent), Optional.empty());
  }

  static Finding lacks(Reason reason) {
    return new Finding(Optional.empty(), Optional.empty(), Optional.of(reason));
  }

  boolean granted() {
    return lacking.isEmpty();
  }
}
