package be.schakel.fhir;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * References as conditions of a search (R4 search, "reference"): one that leads here counts as
 * relative, however the address is spelled. One that leads to another server stays as it is, and
 * finds nothing, whatever id it ends in. Pure.
 */
final class OwnAddress {

  private final URI base;

  /**
   * @param publicUrl of the gateway
   */
  OwnAddress(String publicUrl) {
    base = URI.create(publicUrl + "/fhir/").normalize();
  }

  /** The conditions, those of some names relative where they lead here. */
  Map<String, List<String>> relative(Map<String, List<String>> given, String... names) {
    var relative = new TreeMap<>(given);
    Arrays.stream(names)
        .forEach(
            name ->
                relative.computeIfPresent(
                    name, (any, values) -> values.stream().map(this::relative).toList()));
    return relative;
  }

  private String relative(String reference) {
    return parsed(reference)
        .filter(this::isHere)
        .map(here -> here.getRawPath().substring(base.getRawPath().length()))
        .orElse(reference);
  }

  private boolean isHere(URI address) {
    return base.getScheme().equalsIgnoreCase(address.getScheme())
        && base.getHost().equalsIgnoreCase(address.getHost())
        && port(base) == port(address)
        && address.getRawPath().startsWith(base.getRawPath());
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? 443 : address.getPort();
  }

  private static Optional<URI> parsed(String reference) {
    try {
      return Optional.of(URI.create(reference));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
