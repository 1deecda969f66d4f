package be.schakel.emergency;

import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Tests of a centre's duty list. */
@Path("duty-list/test")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DutyListResource {

  @Inject DutyLists dutyLists;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public DutyListTest test() {
    return dutyLists.test(caller);
  }

  @POST
  @Path("{id}/acknowledgement")
  @Scope("system/Task.u")
  public TestedDutyList acknowledge(@PathParam("id") UUID id) {
    return dutyLists.acknowledge(caller, id);
  }
}
