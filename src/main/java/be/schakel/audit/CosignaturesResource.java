package be.schakel.audit;

import be.schakel.edge.NoToken;
import be.schakel.edge.PublicFile;
import be.schakel.ledger.Witnesses;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Where a witness that fetches the log by itself brings what it signed. Its signature is its
 * authority, so a certificate is enough to come in.
 */
@Path("cosignatures")
@RequestScoped
public class CosignaturesResource {

  private static final int LARGEST = 65_536;

  @Inject Witnesses witnesses;
  @Inject Clock clock;

  /** Takes a checkpoint of the log with the signatures of witnesses under it. */
  @POST
  @NoToken
  @Consumes(MediaType.TEXT_PLAIN)
  @Produces("text/plain;charset=utf-8")
  public PublicFile take(InputStream body) throws IOException {
    var note = new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
    return switch (witnesses.take(note, clock.instant())) {
      case TAKEN -> PublicFile.once(note);
      case UNKNOWN -> throw SchakelProblem.of(Code.UNKNOWN_COSIGNATURE);
      case CONFLICT -> throw SchakelProblem.of(Code.OTHER_CHECKPOINT);
    };
  }
}
