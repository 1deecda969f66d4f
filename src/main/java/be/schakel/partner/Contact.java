package be.schakel.partner;

import be.schakel.vocabulary.Language;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whom to call about a referral: a centre, or the general contact where the place must stay secret
 * or is not yet known.
 *
 * @param code the centre's code; none for the general contact
 */
public record Contact(
    Optional<String> code, Map<Language, String> name, String phone, Optional<OpeningHours> hours) {

  public Contact {
    name = Map.copyOf(name);
  }

  public boolean staffed(Instant now) {
    return hours.filter(known -> known.open(now)).isPresent();
  }
}
