package be.schakel.medical;

import be.schakel.edge.Public;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.UUID;

/** Large documents, taken in ahead of the submission that names them. */
@Path("documents")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DocumentsResource {

  @Inject Uploads uploads;
  @Inject Caller caller;
  @Inject Clock clock;

  /** What was stored: nothing about a person is in it. */
  @Public(status = 201)
  record Upload(UUID id, String sha256, long size, OffsetDateTime expiresAt) {}

  @POST
  @Scope("system/Binary.c")
  @Consumes(MediaType.WILDCARD)
  public Upload upload(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, InputStream body) {
    var stored = uploads.take(caller, contentType, body);
    return new Upload(
        stored.id(),
        HexFormat.of().formatHex(stored.sha256()),
        stored.size(),
        clock
            .instant()
            .plus(Documents.UPLOAD_KEPT)
            .atZone(ZoneId.of("Europe/Brussels"))
            .toOffsetDateTime());
  }
}
