package be.schakel.audit;

import be.schakel.disclosure.DisclosureQuery;
import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

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
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("partner") String partner,
      @QueryParam("subject") String subject,
      @QueryParam("referral") UUID referral,
      @QueryParam("outcome") LogOutcome outcome,
      @QueryParam("ground") LegalGround ground,
      @QueryParam("action") LogAction action,
      @QueryParam("format") String format) {
    var query =
        new DisclosureQuery(
            Optional.ofNullable(from),
            Optional.ofNullable(to),
            Optional.ofNullable(partner),
            Optional.ofNullable(subject),
            Optional.ofNullable(referral),
            Optional.ofNullable(outcome),
            Optional.ofNullable(ground),
            Optional.ofNullable(action),
            DisclosureQuery.MOST,
            Optional.empty());
    var asked = ExportFormat.of(Optional.ofNullable(format), headers.getAcceptableMediaTypes());
    return exports.of(caller, query, asked).orProblem();
  }
}
