package be.schakel.audit;

import be.schakel.disclosure.Inspection;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.SummaryView;
import be.schakel.edge.LogConditions;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The disclosure log in figures, for auditors and the data protection officer. */
@Path("disclosures/summary")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LogSummaryResource {

  @Inject Inspection inspection;
  @Inject Caller caller;

  @GET
  @Scope("system/AuditEvent.s")
  public Released<SummaryView> summary(@BeanParam LogConditions conditions) {
    return inspection.summary(caller, conditions.query()).orProblem();
  }
}
