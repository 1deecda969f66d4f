package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Arrival;
import be.schakel.edge.ReleasedWriter;
import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.out.Outcomes;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** What was released, as a FHIR resource: the only place of this door that opens a view. */
@Provider
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@ApplicationScoped
public class ResourceWriter implements MessageBodyWriter<Released<?>> {

  @Inject Rendering rendering;
  @Inject Arrival arrival;
  @Inject Exchange exchange;
  @Context HttpServletResponse response;

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Released.class && !ReleasedWriter.isStreamed(generic);
  }

  @Override
  public void writeTo(
      Released<?> released,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    var language = arrival.language();
    var told =
        released.isPage()
            ? Optional.of(page(released, language))
            : one(released, language, headers);
    if (told.isEmpty()) {
      headers.remove(HttpHeaders.CONTENT_TYPE);
      // Without this the server never ends a 304 over HTTP/2, and whoever asked hangs
      out.flush();
      return;
    }
    headers.putSingle(HttpHeaders.CONTENT_TYPE, exchange.out().mediaType());
    out.write(exchange.written(told.get()).getBytes(StandardCharsets.UTF_8));
  }

  private Resource page(Released<?> released, Language language) {
    return exchange.history().isPresent()
        ? rendering.history(released.views(), released.next(), language)
        : rendering.page(released.views(), released.next(), language);
  }

  /** One resource, with its version; nothing when its reader has that version already. */
  private Optional<Resource> one(
      Released<?> released, Language language, MultivaluedMap<String, Object> headers) {
    var view = released.view();
    var plain = rendering.one(view, language);
    if (plain instanceof Bundle || plain instanceof AuditEvent) {
      // A page, an answer or a document is made for its reader, and an event never changes
      return Optional.of(plain);
    }
    if (isReceipt(plain)) {
      headers.putSingle(HttpHeaders.LOCATION, rendering.address(plain));
      var says = exchange.wanted() != Return.MINIMAL && !rendering.remarks(view).isEmpty();
      return says ? Optional.of(outcome(view, language)) : asPreferred(plain, view, language);
    }
    var resource = rendering.versioned(plain, view);
    var version = resource.getMeta().getVersionId();
    if (!exchange.asksFor(version)) {
      throw SchakelProblem.of(Code.NOT_FOUND);
    }
    if (released.status() == Response.Status.CREATED.getStatusCode()
        && released.location().isEmpty()) {
      headers.putSingle(HttpHeaders.LOCATION, rendering.address(resource));
    }
    headers.putSingle(HttpHeaders.ETAG, Rendering.tag(resource));
    Optional.ofNullable(resource.getMeta().getLastUpdated())
        .ifPresent(at -> headers.putSingle(HttpHeaders.LAST_MODIFIED, at));
    if (exchange.has(version)) {
      response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
      return Optional.empty();
    }
    return exchange.history().isPresent()
        ? Optional.of(rendering.history(List.of(view), Optional.empty(), language))
        : asPreferred(resource, view, language);
  }

  /** That something was made and no more: what is read at its address has a version, this none. */
  private static boolean isReceipt(Resource resource) {
    return resource.getMeta().getTag(Systems.SUBSETTED, "SUBSETTED") != null;
  }

  /** What its maker wants back; a transaction says for each of its entries what became of it. */
  private Optional<Resource> asPreferred(Resource resource, Record view, Language language) {
    return switch (exchange.wanted()) {
      case REPRESENTATION -> Optional.of(resource);
      case MINIMAL -> Optional.empty();
      case OPERATION_OUTCOME -> Optional.of(outcome(view, language));
    };
  }

  private Resource outcome(Record view, Language language) {
    var remarks = rendering.remarks(view);
    return remarks.isEmpty() ? Outcomes.stored(language) : Outcomes.of(remarks, language);
  }
}
