package be.schakel.edge;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where SMART clients of the FHIR face look for the token endpoint. */
@Path("smart-configuration")
@RequestScoped
public class SmartConfigurationResource {

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String issuer;

  @GET
  @NoToken
  @Produces(MediaType.APPLICATION_JSON)
  public Metadata configuration() {
    return Metadata.smart(issuer);
  }
}
