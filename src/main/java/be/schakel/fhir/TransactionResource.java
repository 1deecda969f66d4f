package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.IdempotencyKey;
import be.schakel.edge.JsonBody;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.in.Addition;
import be.schakel.fhir.in.BundleToSubmission;
import be.schakel.fhir.in.Transaction;
import be.schakel.medical.Uploads;
import be.schakel.partner.Caller;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.AdditionView;
import be.schakel.referral.FollowUp;
import be.schakel.referral.Original;
import be.schakel.referral.ReceiptView;
import be.schakel.referral.Reception;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The way in: a report, or documents for one, as one transaction Bundle, stored whole or not at
 * all.
 */
@Path("/")
@Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class TransactionResource {

  @Inject Reception reception;
  @Inject FollowUp followUp;
  @Inject Uploads uploads;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Exchange exchange;

  @POST
  @Scope("system/ServiceRequest.c")
  public Released<?> submit(
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey key,
      @HeaderParam(Versioning.IF_NONE_EXIST) String onlyIfNone,
      InputStream body)
      throws IOException {
    var json = JsonBody.bytes(body, JsonBody.LIMIT + 1);
    var sent = BundleToSubmission.read(json, exchange.xml());
    return sent.addsDocuments()
        ? added(sent.addition(report -> followUp.numbers(caller, report)), json, key)
        : report(sent.transaction(Optional.ofNullable(onlyIfNone)), json, key);
  }

  private Released<ReceiptView> report(Transaction transaction, byte[] json, IdempotencyKey key) {
    uploads.holdAgainst(transaction.said(), caller.partner().code());
    var original = exchange.original(json, transaction.remarks());
    var released = submitted(transaction, original, key);
    var stored = released.status();
    rendering.as(
        ReceiptView.class,
        (receipt, language) ->
            ReceiptToFhir.response(transaction, stored, receipt, exchange.wanted(), language));
    return released.answered(Response.Status.OK.getStatusCode());
  }

  private Released<AdditionView> added(Addition addition, byte[] json, IdempotencyKey key) {
    uploads.holdAgainst(addition.said(), caller.partner().code());
    try {
      var released =
          followUp
              .develop(
                  caller,
                  addition.referral(),
                  addition.development(),
                  IdempotencyKey.of(key),
                  Optional.of(exchange.original(json, addition.remarks())))
              .orProblem();
      var stored = released.status();
      rendering.as(
          AdditionView.class,
          (view, language) ->
              AdditionToFhir.response(addition, stored, view, exchange.wanted(), language));
      return released.answered(Response.Status.OK.getStatusCode());
    } catch (SchakelProblem problem) {
      throw addition.located(problem);
    }
  }

  /** What the feature finds wrong is told with the places of the Bundle. */
  private Released<ReceiptView> submitted(
      Transaction transaction, Original original, IdempotencyKey key) {
    try {
      return reception
          .submit(caller, transaction.submission(), IdempotencyKey.of(key), Optional.of(original))
          .orProblem();
    } catch (SchakelProblem problem) {
      throw problem.issues().isEmpty()
          ? problem
          : SchakelProblem.of(transaction.located(problem.issues()));
    }
  }
}
