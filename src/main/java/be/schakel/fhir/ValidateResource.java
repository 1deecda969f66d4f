package be.schakel.fhir;

import be.schakel.edge.Arrival;
import be.schakel.edge.JsonBody;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.Findings;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.Validation;
import be.schakel.fhir.in.Validated;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;

/**
 * The operation {@code $validate}: everything that is wrong with what would be sent, by the rules
 * of R4 and of the guide. Nothing of it is stored or logged.
 */
@Path("/")
@Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class ValidateResource {

  @Inject Validation validation;
  @Inject Arrival arrival;
  @Inject Caller caller;

  @POST
  @Path("$validate")
  @Scope("system/ServiceRequest.c")
  public Findings validate(@QueryParam("profile") String profile, InputStream body) {
    return findings(body, null, profile);
  }

  /**
   * @param type of the resource in the body
   */
  @POST
  @Path("{type: " + Validated.TYPES + "}/$validate")
  @Scope("system/ServiceRequest.c")
  public Findings validate(
      @PathParam("type") String type, @QueryParam("profile") String profile, InputStream body) {
    return findings(body, type, profile);
  }

  /** A client that has a resource with an id sends it there; the id says nothing. */
  @POST
  @Path("{type: " + Validated.TYPES + "}/{id}/$validate")
  @Scope("system/ServiceRequest.c")
  public Findings validateOne(
      @PathParam("type") String type, @QueryParam("profile") String profile, InputStream body) {
    return findings(body, type, profile);
  }

  private Findings findings(InputStream body, String type, String profile) {
    var sent = JsonBody.bytes(body, Validated.LIMIT + 1);
    var language = arrival.language();
    return validation.behind(
        caller.partner().code(),
        (validator, between) -> {
          var validated =
              Validated.read(
                  sent, caller.partner().kind(), type, Optional.ofNullable(profile), between);
          var profiles = validated.profiles().toArray(String[]::new);
          var found = validator.findings(validated.resource().toString(), profiles);
          between.run();
          return Findings.of(validated.issues(), found, language);
        });
  }
}
