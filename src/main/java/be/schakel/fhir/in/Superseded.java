package be.schakel.fhir.in;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The entry of a Replace that says of the old DocumentReference what follows from the new one
 * anyway: that it is superseded. IHE MHD sends it beside the new one (ITI-65, {@code
 * UpdateDocumentRefs}): since 4.2 as a FHIRPath Patch of the status, before that as a PUT of the
 * whole. Pure.
 */
final class Superseded {

  private static final Pattern STORED =
      Pattern.compile("(?:.*/)?DocumentReference/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private Superseded() {}

  /** The id that we gave to the document that it supersedes; empty of any other entry. */
  static Optional<String> by(Element entry) {
    var request = entry.at("request");
    var resource = entry.at("resource");
    var says =
        request.is("method", "PATCH") && isPatch(resource)
            || request.is("method", "PUT")
                && resource.is("resourceType", "DocumentReference")
                && resource.is("status", "superseded");
    return Optional.of(STORED.matcher(request.node().path("url").asText()))
        .filter(url -> says && url.matches())
        .map(url -> url.group(1));
  }

  /** One operation and no other (R4 fhirpatch). */
  private static boolean isPatch(Element parameters) {
    var operations = parameters.all("parameter");
    return parameters.is("resourceType", "Parameters")
        && operations.size() == 1
        && operations.get(0).is("name", "operation")
        && part(operations.get(0), "type").equals("replace")
        && part(operations.get(0), "path").equals("DocumentReference.status")
        && part(operations.get(0), "value").equals("superseded");
  }

  private static String part(Element operation, String name) {
    return operation.all("part").stream()
        .filter(part -> part.is("name", name))
        .flatMap(part -> part.choice("value").stream())
        .map(value -> value.node().asText())
        .findFirst()
        .orElse("");
  }
}
