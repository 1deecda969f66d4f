package be.schakel.edge;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureCursor;
import be.schakel.disclosure.DisclosureQuery;
import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The disclosure log in JSON, for auditors and the data protection officer. */
@Path("disclosures")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DisclosuresResource {

  @Inject Auditing auditing;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<DisclosureView> list(
      @BeanParam LogConditions conditions,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    var query =
        conditions.query(
            Optional.ofNullable(limit).orElse(DisclosureQuery.DEFAULT_LIMIT),
            Optional.ofNullable(cursor).map(DisclosureCursor::parse));
    return auditing.search(caller, query).orProblem();
  }
}
