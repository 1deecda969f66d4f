package be.schakel.edge;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureCursor;
import be.schakel.disclosure.DisclosureQuery;
import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Released;
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
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to,
      @QueryParam("partner") String partner,
      @QueryParam("subject") String subject,
      @QueryParam("referral") UUID referral,
      @QueryParam("outcome") LogOutcome outcome,
      @QueryParam("ground") LegalGround ground,
      @QueryParam("action") LogAction action,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
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
            Optional.ofNullable(limit).orElse(DisclosureQuery.DEFAULT_LIMIT),
            Optional.ofNullable(cursor).map(DisclosureCursor::parse));
    return auditing.search(caller, query).orProblem();
  }
}
