package be.schakel.fhir.guide;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How FHIR R4 names itself on the wire (R4 http 3.1.0.1.10), and what others call it. */
public final class MediaTypes {

  public static final String FHIR_JSON = "application/fhir+json";
  public static final String FHIR_XML = "application/fhir+xml";

  /** Also the names of DSTU2, which stock clients still offer beside the new ones. */
  private static final Set<String> JSON =
      Set.of(FHIR_JSON, "application/json+fhir", "application/json", "text/json");

  private static final Set<String> XML =
      Set.of(FHIR_XML, "application/xml+fhir", "application/xml", "text/xml");

  private static final Set<String> OF_FHIR =
      Set.of(FHIR_JSON, "application/json+fhir", FHIR_XML, "application/xml+fhir");

  private static final String VERSION = "fhirVersion";
  private static final String SPOKEN = "4.0";
  private static final Set<String> VERSIONS = Set.of(SPOKEN, "4.0.1");

  /** The two, with the version that is spoken. */
  public static final String OF_THIS_VERSION =
      Stream.of(FHIR_JSON, FHIR_XML)
          .map(type -> type + "; " + VERSION + "=" + SPOKEN)
          .collect(Collectors.joining(", "));

  /** The two ways to write a resource. */
  public enum Form {
    JSON(FHIR_JSON),
    XML(FHIR_XML);

    private final String mediaType;

    Form(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }
  }

  private MediaTypes() {}

  /** The form that a media type means; empty for what is none, or of another FHIR version. */
  public static Optional<Form> form(MediaType type) {
    if (isOfAnotherVersion(type)) {
      return Optional.empty();
    }
    var name = name(type);
    if (JSON.contains(name)) {
      return Optional.of(Form.JSON);
    }
    return XML.contains(name) ? Optional.of(Form.XML) : Optional.empty();
  }

  /** Whether it is about FHIR in a version that is not spoken here. */
  public static boolean isOfAnotherVersion(MediaType type) {
    return !VERSIONS.contains(type.getParameters().getOrDefault(VERSION, SPOKEN));
  }

  /** Whether it names FHIR itself, and not just JSON or XML. */
  public static boolean isFhir(MediaType type) {
    return OF_FHIR.contains(name(type));
  }

  private static String name(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
  }
}
