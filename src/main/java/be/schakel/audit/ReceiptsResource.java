package be.schakel.audit;

import be.schakel.disclosure.Released;
import be.schakel.edge.AnyToken;
import be.schakel.edge.PublicFile;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Base64;

/** What proves a receipt, for the partner that it was given to. */
@Path("receipts/{hash}")
@RequestScoped
public class ReceiptsResource {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int HASH = 32;

  @Inject ProvableReceipts receipts;
  @Inject Caller caller;

  @PathParam("hash")
  String hash;

  /** The leaves of the answer whose receipt has that root. */
  @GET
  @AnyToken
  @Produces(MediaType.APPLICATION_JSON)
  public LeafList leaves() {
    var leaves = receipts.leaves(caller, bytes());
    if (leaves.isEmpty()) {
      throw SchakelProblem.of(Code.NOT_FOUND);
    }
    return LeafList.of(leaves);
  }

  /** That a leaf is in the log (c2sp.org/tlog-proof); 202 until it is. */
  @GET
  @AnyToken
  @Path("proof")
  @Produces("text/plain;charset=utf-8")
  public PublicFile proof() {
    return receipts
        .proof(caller, bytes())
        .orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND))
        .text()
        .map(PublicFile::once)
        .orElseGet(() -> PublicFile.later(SOON));
  }

  /** What a leaf commits to. */
  @GET
  @AnyToken
  @Path("opening")
  @Produces(MediaType.APPLICATION_JSON)
  public Released<OpeningView> opening() {
    return receipts.opening(caller, bytes()).orProblem();
  }

  /** What is no hash is nobody's hash. */
  private byte[] bytes() {
    try {
      var bytes = Base64.getUrlDecoder().decode(hash);
      return bytes.length == HASH ? bytes : new byte[HASH];
    } catch (IllegalArgumentException notBase64) {
      return new byte[HASH];
    }
  }
}
