package be.schakel.access;

import be.schakel.disclosure.Released;
import be.schakel.edge.IdempotencyKey;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;

/** Consents in JSON. */
@Path("consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ConsentsResource {

  private static final String SOON = "60d";

  @Inject Consents consents;
  @Inject ConsentSearches searches;
  @Inject Lapsing lapsing;
  @Inject Caller caller;

  @POST
  @Scope("system/Consent.c")
  public Released<ConsentView> give(
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey header, NewConsent consent) {
    var key = IdempotencyKey.of(header);
    return consents.give(caller, consent, String::equals, key).orProblem();
  }

  @GET
  @Scope("system/Consent.s")
  public Released<ConsentView> about(@QueryParam("child") UUID child) {
    if (child == null) {
      throw SchakelProblem.of(Code.MISSING_PARAMETER, "child");
    }
    return searches.about(caller, child, (status, grantee) -> true);
  }

  @GET
  @Path("lapsing")
  @Scope("system/Consent.s")
  public Released<LapsingView> lapsing(
      @QueryParam("within") String within,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    return lapsing.within(
        caller,
        Optional.ofNullable(within).orElse(SOON),
        Optional.ofNullable(limit).orElse(Lapsing.DEFAULT_LIMIT),
        Optional.ofNullable(cursor));
  }

  @GET
  @Path("{id}")
  @Scope("system/Consent.r")
  public Released<ConsentView> read(@PathParam("id") UUID id) {
    return consents.read(caller, id).orProblem();
  }

  @POST
  @Path("{id}/withdrawal")
  @Scope("system/Consent.u")
  public Released<ConsentView> withdraw(@PathParam("id") UUID id, ConsentWithdrawal withdrawal) {
    return consents.withdraw(caller, id, withdrawal).orProblem();
  }

  @POST
  @Path("{id}/confirmation")
  @Scope("system/Consent.u")
  public Released<ConsentView> confirm(@PathParam("id") UUID id, ConsentConfirmation confirmation) {
    return consents.confirm(caller, id, confirmation).orProblem();
  }
}
