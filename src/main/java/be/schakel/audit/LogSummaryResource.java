package be.schakel.audit;

import be.schakel.disclosure.DisclosureQuery;
import be.schakel.disclosure.Inspection;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.SummaryView;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The disclosure log in figures, for auditors and the data protection officer. */
@Path("disclosures/summary")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LogSummaryResource {

  @Inject Inspection inspection;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<SummaryView> summary(
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("partner") String partner,
      @QueryParam("subject") String subject,
      @QueryParam("referral") UUID referral,
      @QueryParam("outcome") LogOutcome outcome,
      @QueryParam("ground") LegalGround ground,
      @QueryParam("action") LogAction action) {
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
            DisclosureQuery.DEFAULT_LIMIT,
            Optional.empty());
    return inspection.summary(caller, query).orProblem();
  }
}
