package be.schakel.fhir;

import be.schakel.edge.NoToken;
import be.schakel.fhir.guide.MediaTypes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The capabilities interaction: tells exactly what works. */
@Path("metadata")
@RequestScoped
public class MetadataResource {

  @Inject
  @ConfigProperty(name = "schakel.version")
  String version;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @GET
  @NoToken
  @Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  public Capabilities capabilities() {
    return Capabilities.of(version, publicUrl + "/fhir");
  }
}
