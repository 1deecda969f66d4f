package be.schakel.fhir.out;

import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Systems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;

/**
 * The version of a resource as somebody may see it: since when it is so, where that is shown, and a
 * digest of what is shown. So it changes when that changes, a later one is greater, and it never
 * tells of a change that its reader may not see. Pure.
 */
public final class Version {

  private static final int BYTES = 12;
  private static final Pattern TIMED = Pattern.compile("([0-9]{1,14})-[0-9a-f]{24}");
  private static final String OF_THE_MOMENT = Systems.EXTENSION + "staffed-now";

  private Version() {}

  /**
   * The version that a resource has already, or else one made of its content.
   *
   * @param english in the language that the version does not depend on; it is changed by this
   */
  public static String of(Resource english) {
    if (english.getMeta().hasVersionId()) {
      return english.getMeta().getVersionId();
    }
    // Labels follow from what is shown, and are put on afterwards
    english.getMeta().getSecurity().clear();
    if (english instanceof DomainResource resource) {
      resource.getContained().forEach(Version::withoutTheMoment);
    }
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(R4.json().encodeResourceToString(english).getBytes(StandardCharsets.UTF_8));
      var content = HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
      return Optional.ofNullable(english.getMeta().getLastUpdated())
          .map(since -> since.getTime() + "-" + content)
          .orElse(content);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Since when it is so, as a version says; empty where it does not. */
  public static Optional<Instant> since(String version) {
    var timed = TIMED.matcher(version);
    return timed.matches()
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(timed.group(1))))
        : Optional.empty();
  }

  /** Who is at the telephone changes by the hour, and the report does not. */
  private static void withoutTheMoment(Resource contained) {
    if (contained instanceof Organization organization) {
      organization.getExtension().removeIf(each -> OF_THE_MOMENT.equals(each.getUrl()));
    }
  }
}
