package be.schakel.mano;

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

/** Reports to the public prosecutor, in JSON. */
@Path("mano/{id}/parket-report")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ParketReportResource {

  @Inject ParketReports reports;
  @Inject Caller caller;

  @POST
  @Scope("system/Task.u")
  public Released<ParketReportView> make(@PathParam("id") UUID id, NewParketReport report) {
    return reports.make(caller, id, report).orProblem();
  }

  @GET
  @Scope("system/Task.r")
  public Released<ParketReportView.All> list(@PathParam("id") UUID id) {
    return reports.list(caller, id).orProblem();
  }

  @POST
  @Path("{report}/confirmation")
  @Scope("system/Task.u")
  public Released<ParketReportView> confirm(
      @PathParam("id") UUID id, @PathParam("report") UUID report) {
    return reports.confirm(caller, id, report).orProblem();
  }

  @POST
  @Path("{report}/transfer")
  @Scope("system/Task.u")
  public Released<ParketReportView> transfer(
      @PathParam("id") UUID id, @PathParam("report") UUID report, NewAddressee addressee) {
    return reports.transfer(caller, id, report, addressee).orProblem();
  }
}
