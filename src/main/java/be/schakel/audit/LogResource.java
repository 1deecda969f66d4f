package be.schakel.audit;

import be.schakel.edge.NoToken;
import be.schakel.edge.PublicFile;
import be.schakel.ledger.PublicLog;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The log's files, where c2sp.org/tlog-tiles says that they are. A certificate is enough. */
@Path("")
@RequestScoped
public class LogResource {

  private static final String TEXT = "text/plain;charset=utf-8";
  private static final int FIRST = 0;

  @Inject PublicLog log;

  @GET
  @NoToken
  @Path("checkpoint")
  @Produces(TEXT)
  public PublicFile checkpoint() {
    return checkpoint(FIRST);
  }

  @GET
  @NoToken
  @Path("{epoch: [1-9][0-9]*}/checkpoint")
  @Produces(TEXT)
  public PublicFile checkpoint(@PathParam("epoch") int epoch) {
    return text(log.checkpoint(epoch));
  }

  @GET
  @NoToken
  @Path("tile/{tile: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public PublicFile tile(@PathParam("tile") String tile) {
    return tile(FIRST, tile);
  }

  @GET
  @NoToken
  @Path("{epoch: [1-9][0-9]*}/tile/{tile: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public PublicFile tile(@PathParam("epoch") int epoch, @PathParam("tile") String tile) {
    return log.tile(epoch, tile).map(PublicFile::forGood).orElseThrow(LogResource::absent);
  }

  /** The key that signs the log, one line. */
  @GET
  @NoToken
  @Path("vkey")
  @Produces(TEXT)
  public PublicFile vkey() {
    return vkey(FIRST);
  }

  @GET
  @NoToken
  @Path("{epoch: [1-9][0-9]*}/vkey")
  @Produces(TEXT)
  public PublicFile vkey(@PathParam("epoch") int epoch) {
    return text(log.vkey(epoch));
  }

  /** Earlier keys too: what they signed can still be checked. */
  @GET
  @NoToken
  @Path("vkeys")
  @Produces(TEXT)
  public PublicFile vkeys() {
    return vkeys(FIRST);
  }

  @GET
  @NoToken
  @Path("{epoch: [1-9][0-9]*}/vkeys")
  @Produces(TEXT)
  public PublicFile vkeys(@PathParam("epoch") int epoch) {
    return text(log.vkeys(epoch));
  }

  /** Who outside the gateway signs checkpoints, of every epoch. */
  @GET
  @NoToken
  @Path("witnesses")
  @Produces(TEXT)
  public PublicFile witnesses() {
    return PublicFile.forNow(log.witnessKeys());
  }

  @GET
  @NoToken
  @Path("epochs")
  @Produces(MediaType.APPLICATION_JSON)
  public EpochList epochs() {
    return new EpochList(log.epochs());
  }

  private static PublicFile text(Optional<String> text) {
    return text.map(PublicFile::forNow).orElseThrow(LogResource::absent);
  }

  private static SchakelProblem absent() {
    return SchakelProblem.of(Code.NOT_FOUND);
  }
}
