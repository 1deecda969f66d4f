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

/** Random samples of the log, in JSON, for auditors and the data protection officer. */
@Path("audit-samples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class SamplesResource {

  @Inject Samples samples;
  @Inject Caller caller;

  @POST
  @Scope("system/AuditEvent.s")
  public Released<SampleView> draw(NewSample sample) {
    return samples.draw(caller, sample).orProblem();
  }

  @GET
  @Path("{id}")
  @Scope("system/AuditEvent.s")
  public Released<SampleView> read(@PathParam("id") UUID id) {
    return samples.read(caller, id).orProblem();
  }
}
