package be.schakel.audit;

import be.schakel.disclosure.Released;
import be.schakel.edge.LogConditions;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Exports of the disclosure log, for auditors and the data protection officer. */
@Path("disclosures/export")
@RequestScoped
public class LogExportsResource {

  @Inject LogExports exports;
  @Inject Caller caller;
  @Context HttpHeaders headers;

  @GET
  @Produces({"application/x-ndjson", "text/csv"})
  @Scope("system/AuditEvent.s")
  public Released<LogExport> export(
      @BeanParam LogConditions conditions, @QueryParam("format") String format) {
    var asked = ExportFormat.of(Optional.ofNullable(format), headers.getAcceptableMediaTypes());
    return exports.of(caller, conditions.query(), asked).orProblem();
  }
}
