package be.schakel.referral;

import be.schakel.disclosure.Released;
import be.schakel.edge.IdempotencyKey;
import be.schakel.edge.Scope;
import be.schakel.medical.DocumentView;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.ReferralStatus;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reports in JSON: parse, ask the feature, answer. What is refused becomes its problem here,
 * outside the transaction.
 */
@Path("referrals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReferralsResource {

  @Inject Reception reception;
  @Inject Reading reading;
  @Inject Casework casework;
  @Inject Contributions contributions;
  @Inject FollowUp followUp;
  @Inject DocumentRetractions documentRetractions;
  @Inject Correspondence correspondence;
  @Inject Caller caller;

  @POST
  @Scope("system/ServiceRequest.c")
  public Released<ReceiptView> submit(
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey key, Submission submission) {
    return reception.submit(caller, submission, IdempotencyKey.of(key)).orProblem();
  }

  @GET
  @Scope({"system/ServiceRequest.s", "system/Task.s"})
  public Released<ReferralView> list(
      @QueryParam("status") List<ReferralStatus> status,
      @QueryParam("identifier") String identifier,
      @QueryParam("updatedSince") Instant updatedSince,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    return reading.search(
        caller,
        new ReferralQuery(
            status,
            Optional.ofNullable(identifier).map(ReferralsResource::identifier),
            Optional.empty(),
            Optional.ofNullable(updatedSince).map(since -> since.atOffset(ZoneOffset.UTC)),
            Optional.ofNullable(limit),
            Optional.ofNullable(cursor)));
  }

  @POST
  @Path("search")
  @Scope({"system/ServiceRequest.s", "system/Task.s"})
  public Released<ReferralView> search(ReferralSearch search) {
    return reading.search(caller, search.query());
  }

  @GET
  @Path("{id}")
  @Scope({"system/ServiceRequest.r", "system/Task.r"})
  public Released<ReferralView> read(@PathParam("id") UUID id) {
    return reading.read(caller, id).orProblem();
  }

  @POST
  @Path("{id}/status")
  @Scope("system/Task.u")
  public Released<ReferralView> move(@PathParam("id") UUID id, StatusMove move) {
    return casework.move(caller, id, move).orProblem();
  }

  @POST
  @Path("{id}/contributions")
  @Scope("system/Task.u")
  public Released<AdditionView> contribute(@PathParam("id") UUID id, NewContribution contribution) {
    return contributions.contribute(caller, id, contribution).orProblem();
  }

  @POST
  @Path("{id}/contributions/{contributionId}/retraction")
  @Scope("system/Task.u")
  public Released<AdditionView> retractContribution(
      @PathParam("id") UUID id,
      @PathParam("contributionId") UUID contributionId,
      NewRetraction retraction) {
    return contributions.retract(caller, id, contributionId, retraction).orProblem();
  }

  @POST
  @Path("{id}/developments")
  @Scope("system/ServiceRequest.c")
  public Released<AdditionView> develop(
      @PathParam("id") UUID id,
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey key,
      NewDevelopment development) {
    return followUp
        .develop(caller, id, development, IdempotencyKey.of(key), Optional.empty())
        .orProblem();
  }

  @POST
  @Path("{id}/retraction")
  @Scope("system/ServiceRequest.c")
  public Released<ReferralView> retract(@PathParam("id") UUID id, NewRetraction retraction) {
    return followUp.retract(caller, id, retraction).orProblem();
  }

  @POST
  @Path("{id}/questions")
  @Scope("system/Task.u")
  public Released<AdditionView> ask(
      @PathParam("id") UUID id,
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey key,
      NewQuestion question) {
    return correspondence.ask(caller, id, question, IdempotencyKey.of(key)).orProblem();
  }

  @POST
  @Path("{id}/questions/{questionId}/retraction")
  @Scope("system/Task.u")
  public Released<ReferralView> takeBackQuestion(
      @PathParam("id") UUID id, @PathParam("questionId") UUID questionId) {
    return correspondence.takeBack(caller, id, questionId).orProblem();
  }

  @POST
  @Path("{id}/cancellations")
  @Scope("system/ServiceRequest.c")
  public Released<ReferralView> cancel(@PathParam("id") UUID id, NewCancellation request) {
    return followUp.cancel(caller, id, request.text()).orProblem();
  }

  @POST
  @Path("{id}/cancellations/{cancellationId}/decision")
  @Scope("system/Task.u")
  public Released<ReferralView> decide(
      @PathParam("id") UUID id,
      @PathParam("cancellationId") UUID cancellationId,
      CancellationDecision decision) {
    return correspondence.decide(caller, id, cancellationId, decision).orProblem();
  }

  @GET
  @Path("{id}/documents/{documentId}")
  @Scope({"system/DocumentReference.r", "system/Binary.r"})
  @Produces(MediaType.WILDCARD)
  public Released<DocumentView> document(
      @PathParam("id") UUID id, @PathParam("documentId") UUID documentId) {
    return reading.document(caller, id, documentId).orProblem();
  }

  @POST
  @Path("{id}/documents/{documentId}/retraction")
  @Scope("system/ServiceRequest.c")
  public Released<ReferralView> retractDocument(
      @PathParam("id") UUID id,
      @PathParam("documentId") UUID documentId,
      NewRetraction retraction) {
    return documentRetractions
        .retract(caller, documentId, Optional.of(id), retraction, any -> {})
        .orProblem();
  }

  private static Submission.BusinessIdentifier identifier(String text) {
    var bar = text.indexOf('|');
    if (bar <= 0 || bar == text.length() - 1) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "identifier", ReferralQuery.IDENTIFIERS);
    }
    return new Submission.BusinessIdentifier(text.substring(0, bar), text.substring(bar + 1));
  }
}
