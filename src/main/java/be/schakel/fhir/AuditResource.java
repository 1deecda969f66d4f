package be.schakel.fhir;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.EventView;
import be.schakel.disclosure.Released;
import be.schakel.edge.AnyQuery;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.out.EventToAudit;
import be.schakel.fhir.out.Gateway;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The disclosure log as audit events (IHE BALP), searched and read by auditors and the data
 * protection officer (IHE ITI-81).
 */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class AuditResource {

  @Inject Auditing auditing;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Negotiation negotiation;
  @Context UriInfo address;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @GET
  @Path(AuditSearch.TYPE)
  @AnyQuery
  @Scope("system/AuditEvent.s")
  public Released<EventView> search() {
    return search(address.getQueryParameters(), false);
  }

  @POST
  @Path(AuditSearch.TYPE + "/_search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @AnyQuery
  @Scope("system/AuditEvent.s")
  public Released<EventView> search(MultivaluedMap<String, String> form) {
    return search(negotiation.together(form, address), true);
  }

  @GET
  @Path(AuditSearch.TYPE + "/{id}")
  @Scope("system/AuditEvent.r")
  public Released<EventView> read(@PathParam("id") String id) {
    asEvents();
    return auditing.event(caller, AuditSearch.one(id)).orProblem();
  }

  private Released<EventView> search(Map<String, List<String>> given, boolean post) {
    var query = AuditSearch.query(given, post, publicUrl);
    asEvents();
    // What came in a body stays out of every address
    var linkable = new TreeMap<>(post ? Map.<String, List<String>>of() : given);
    linkable.remove(SearchLinks.CURSOR);
    rendering.links(new SearchLinks(publicUrl + "/fhir", AuditSearch.TYPE, linkable, post));
    return auditing.events(caller, query).orProblem();
  }

  private void asEvents() {
    var gateway = Gateway.at(publicUrl);
    rendering.as(EventView.class, (told, language) -> EventToAudit.map(told, gateway, language));
  }
}
