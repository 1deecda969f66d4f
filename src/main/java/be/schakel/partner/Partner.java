package be.schakel.partner;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.VkRegion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An organisation that may call the gateway, as the registry in force describes it today.
 *
 * @param code the immutable partner id ({@code uz-voorbeeld})
 * @param name what it is called today, by language
 * @param region the territory, for a centre
 * @param reporterCategory how the annual report counts what it submits
 * @param purposes the purposes of use it is registered for
 * @param scopes the scopes it is registered for, one letter each
 */
public record Partner(
    String code,
    Map<Language, String> name,
    PartnerKind kind,
    Optional<VkRegion> region,
    Optional<ReporterCategory> reporterCategory,
    Set<Purpose> purposes,
    Set<String> scopes,
    Optional<String> phone) {

  public Partner {
    name = Map.copyOf(name);
    purposes = Set.copyOf(purposes);
    scopes = Set.copyOf(scopes);
  }
}
