package be.schakel.fhir;

import be.schakel.edge.NoToken;
import be.schakel.fhir.guide.Guide;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The implementation guide, part by part: what a stock validator needs to know of this gateway. */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class GuideResource {

  static final String PARTS =
      "{part: StructureDefinition|ValueSet|CodeSystem|SearchParameter|NamingSystem"
          + "|ImplementationGuide}";

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @GET
  @NoToken
  @Path(PARTS + "/{id}")
  public GuidePart read(@PathParam("part") String type, @PathParam("id") String id) {
    return Guide.packaged()
        .read(type, id)
        .map(GuidePart::new)
        .orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
  }

  /**
   * @param url the canonical address of one
   * @param count how many to give; all when absent, since there are only so many
   */
  @GET
  @NoToken
  @Path(PARTS)
  public GuidePart search(
      @PathParam("part") String type,
      @QueryParam("url") String url,
      @QueryParam("_count") Integer count) {
    if (count != null && count < 1) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "_count", "1, 2, 3, ...");
    }
    var found =
        Guide.packaged().all(type).stream()
            .filter(part -> url == null || part.path("url").asText().equals(url))
            .limit(count == null ? Long.MAX_VALUE : count)
            .toList();
    return GuidePart.searchset(publicUrl + "/fhir/" + type, found);
  }
}
