package be.schakel.lookup;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Look-ups, and the calls back that they asked for. */
@Path("look-ups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class LookUpsResource {

  @Inject LookUps lookUps;
  @Inject Caller caller;

  @POST
  @Scope("system/ServiceRequest.s")
  public Released<LookUpView> ask(NewLookUp given) {
    return lookUps.ask(caller, given).orProblem();
  }

  @GET
  @Scope({"system/ServiceRequest.s", "system/Task.s"})
  public Released<LookUpSeen> toCallBack() {
    return lookUps.toCallBack(caller).orProblem();
  }
}
