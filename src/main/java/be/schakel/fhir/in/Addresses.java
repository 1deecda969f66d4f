package be.schakel.fhir.in;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Where resources are, as R4 has it: absolute, a UUID in lower case, or on a server under the
 * resource's own type and id (R4 Bundle.entry.fullUrl). Pure.
 */
final class Addresses {

  private static final String NAME = "urn:uuid:";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ON_A_SERVER =
      Pattern.compile("https?://.*/([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}");
  private static final Pattern ABSOLUTE = Pattern.compile("[a-z][a-z0-9]*:[^ ]+");

  private Addresses() {}

  /** Whether it says by itself where it leads: not relative to anything. */
  static boolean isAbsolute(String uri) {
    return ABSOLUTE.matcher(uri).matches();
  }

  static boolean isOf(String fullUrl, JsonNode resource) {
    if (fullUrl.startsWith(NAME)) {
      return UUID.matcher(fullUrl.substring(NAME.length())).matches();
    }
    var place = ON_A_SERVER.matcher(fullUrl);
    if (!place.matches() || !Structure.known(place.group(1))) {
      return isAbsolute(fullUrl);
    }
    var own = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
    return fullUrl.endsWith("/" + own);
  }
}
