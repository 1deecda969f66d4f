package be.schakel.fhir.out;

import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Systems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;

/**
 * The version of a resource as somebody may see it. It follows from what is shown, so that it
 * changes when that changes and never tells of a change that its reader may not see. Pure.
 */
public final class Version {

  private static final int BYTES = 12;
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
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Who is at the telephone changes by the hour, and the report does not. */
  private static void withoutTheMoment(Resource contained) {
    if (contained instanceof Organization organization) {
      organization.getExtension().removeIf(each -> OF_THE_MOMENT.equals(each.getUrl()));
    }
  }
}
