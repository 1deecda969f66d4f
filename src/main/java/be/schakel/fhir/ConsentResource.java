package be.schakel.fhir;

import be.schakel.access.ConsentSearches;
import be.schakel.access.ConsentView;
import be.schakel.access.Consents;
import be.schakel.disclosure.Released;
import be.schakel.edge.AnyQuery;
import be.schakel.edge.IdempotencyKey;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.in.ConsentToNew;
import be.schakel.fhir.out.ConsentToFhir;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Consents in the shape of IHE Privacy Consent on FHIR: the same records as in JSON, created, read,
 * searched.
 */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class ConsentResource {

  private static final String TYPE = "Consent";

  @Inject Consents consents;
  @Inject ConsentSearches searches;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Exchange exchange;
  @Inject Negotiation negotiation;
  @Context UriInfo address;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @POST
  @Path(TYPE)
  @Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  @Scope("system/Consent.c")
  public Released<ConsentView> create(
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey header, InputStream body)
      throws IOException {
    var given = ConsentToNew.parse(body);
    rendering.as(ConsentView.class, ConsentToFhir::map);
    rendering.remarks(ConsentView.class, view -> given.remarks());
    var released = given(given, IdempotencyKey.of(header));
    var made = released.location().orElseThrow().getPath().replaceFirst("^.*/", "");
    return released.created(URI.create(TYPE + "/" + made + "/_history/1"));
  }

  private Released<ConsentView> given(ConsentToNew given, Optional<String> key) {
    try {
      return consents.give(caller, given.consent(), given::means, key).orProblem();
    } catch (SchakelProblem problem) {
      throw problem.issues().isEmpty()
          ? problem
          : SchakelProblem.of(given.located(problem.issues()));
    }
  }

  @GET
  @Path(TYPE + "/{id}")
  @Scope("system/Consent.r")
  public Released<ConsentView> read(@PathParam("id") UUID id) {
    rendering.as(ConsentView.class, ConsentToFhir::map);
    var outcome =
        exchange.history().isPresent() ? consents.history(caller, id) : consents.read(caller, id);
    return outcome.orProblem();
  }

  @GET
  @Path(TYPE + "/{id}/_history/{version}")
  @Scope("system/Consent.r")
  public Released<ConsentView> version(
      @PathParam("id") UUID id, @PathParam("version") String version) {
    rendering.as(ConsentView.class, ConsentToFhir::map);
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw SchakelProblem.of(Code.NOT_FOUND);
    }
    return consents.read(caller, id, Integer.parseInt(version)).orProblem();
  }

  @GET
  @Path(TYPE)
  @AnyQuery
  @Scope("system/Consent.s")
  public Released<ConsentView> search() {
    return search(address.getQueryParameters(), false);
  }

  @POST
  @Path(TYPE + "/_search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @AnyQuery
  @Scope("system/Consent.s")
  public Released<ConsentView> search(MultivaluedMap<String, String> form) {
    return search(negotiation.together(form, address), true);
  }

  private Released<ConsentView> search(Map<String, List<String>> given, boolean post) {
    var own = new OwnAddress(publicUrl).relative(given, ConsentSearch.PATIENT, ConsentSearch.ACTOR);
    var search = ConsentSearch.of(own, post);
    rendering.as(ConsentView.class, ConsentToFhir::map);
    rendering.links(
        new SearchLinks(publicUrl + "/fhir", TYPE, SearchParameters.linkable(given), post));
    return search
        .insz()
        .map(number -> searches.aboutNumber(caller, number, search::wants))
        .orElseGet(() -> searches.about(caller, search.child().orElseThrow(), search::wants));
  }
}
