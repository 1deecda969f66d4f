package be.schakel.fhir;

import be.schakel.edge.NoToken;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The capabilities interaction: tells exactly what works. */
@Path("metadata")
@RequestScoped
public class MetadataResource {

  /** R4 http, "capabilities": all there is, which is also what is given without a word. */
  private static final String WHOLE = "full";

  @Inject
  @ConfigProperty(name = "schakel.version")
  String version;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @GET
  @NoToken
  @Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  public Capabilities capabilities(@QueryParam("mode") String mode) {
    if (mode != null && !mode.equals(WHOLE)) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "mode", WHOLE);
    }
    return Capabilities.of(version, publicUrl + "/fhir");
  }
}
