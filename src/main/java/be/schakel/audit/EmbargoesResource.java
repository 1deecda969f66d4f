package be.schakel.audit;

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

/** Embargoes in JSON, for the centre that has the report. */
@Path("referrals/{id}/embargoes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class EmbargoesResource {

  @Inject Embargoes embargoes;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<EmbargoView> list(@PathParam("id") UUID referral) {
    return embargoes.list(caller, referral).orProblem();
  }

  @POST
  @Scope("system/AuditEvent.c")
  public Released<EmbargoView> set(@PathParam("id") UUID referral, NewEmbargo embargo) {
    return embargoes.set(caller, referral, embargo).orProblem();
  }

  @POST
  @Path("{embargo}/lift")
  @Scope("system/AuditEvent.c")
  public Released<EmbargoView> lift(
      @PathParam("id") UUID referral, @PathParam("embargo") UUID embargo) {
    return embargoes.lift(caller, referral, embargo).orProblem();
  }
}
