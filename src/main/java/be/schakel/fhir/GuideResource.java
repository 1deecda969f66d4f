package be.schakel.fhir;

import be.schakel.edge.NoToken;
import be.schakel.fhir.guide.Guide;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The implementation guide, part by part: what a stock validator needs to know of this gateway. */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class GuideResource {

  static final String PARTS =
      "{part: StructureDefinition|ValueSet|CodeSystem|SearchParameter|NamingSystem"
          + "|ImplementationGuide}";

  @Inject Exchange exchange;

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
   * @param count how many to give on a page; all when absent, since there are only so many
   * @param cursor the id that the page before ended with
   */
  @GET
  @NoToken
  @Path(PARTS)
  public GuidePart search(
      @PathParam("part") String type,
      @QueryParam("url") String url,
      @QueryParam("_count") String count,
      @QueryParam(SearchLinks.CURSOR) String cursor) {
    var found =
        Guide.packaged().all(type).stream()
            .filter(part -> url == null || part.path("url").asText().equals(url))
            .toList();
    var from = after(cursor, found);
    var left = found.size() - from;
    var page = found.subList(from, from + (count == null ? left : least(count, left)));
    var next =
        Optional.of(page).filter(it -> it.size() < left).map(it -> id(it.get(it.size() - 1)));
    var conditions = new TreeMap<String, List<String>>();
    Optional.ofNullable(url).ifPresent(one -> conditions.put("url", List.of(one)));
    Optional.ofNullable(count).ifPresent(most -> conditions.put("_count", List.of(most)));
    var links = new SearchLinks(publicUrl + "/fhir", type, conditions, false);
    return GuidePart.searchset(
        publicUrl + "/fhir/" + type, links.in(exchange.conditions()).links(next), page);
  }

  private static int least(String count, int size) {
    return Math.min(SearchParameters.count(count), size);
  }

  /** Where a page begins. */
  private static int after(String cursor, List<ObjectNode> parts) {
    if (cursor == null) {
      return 0;
    }
    var last = parts.stream().map(GuideResource::id).toList().indexOf(cursor);
    if (last < 0) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
    return last + 1;
  }

  private static String id(ObjectNode part) {
    return part.path("id").asText();
  }
}
