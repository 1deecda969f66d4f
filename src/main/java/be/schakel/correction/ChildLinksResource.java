package be.schakel.correction;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Which children of two reports are one, for the centre that has both. */
@Path("referrals/{id}/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ChildLinksResource {

  @Inject ChildLinks links;
  @Inject Caller caller;

  @GET
  @Scope("system/Task.r")
  public Released<LinksView> links(@PathParam("id") UUID id) {
    return links.of(caller, id).orProblem();
  }

  @POST
  @Scope("system/Task.u")
  public Released<LinksView> link(@PathParam("id") UUID id, NewLink given) {
    return links.link(caller, id, given).orProblem();
  }

  @POST
  @Path("{linkId}/end")
  @Scope("system/Task.u")
  public Released<LinksView> end(
      @PathParam("id") UUID id, @PathParam("linkId") UUID linkId, LinkEnd given) {
    return links.end(caller, id, linkId, given).orProblem();
  }
}
