package be.schakel.fhir;

import be.schakel.edge.Public;
import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.guide.R4;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes what holds nothing about a person, problems above all, in the form that is wanted: it is
 * kept as FHIR JSON. Of what was made, whoever wants nothing back gets nothing.
 */
@Provider
@ApplicationScoped
public class PublicForms implements WriterInterceptor {

  @Inject Exchange exchange;

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (exchange.wanted() == Return.MINIMAL && isMade(context.getType())) {
      context.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
      // Without this the server never ends an empty answer over HTTP/2
      context.getOutputStream().flush();
      return;
    }
    if (!concerns(context.getType(), context.getMediaType())) {
      context.proceed();
      return;
    }
    var answer = context.getOutputStream();
    var json = new ByteArrayOutputStream();
    context.setOutputStream(json);
    context.proceed();
    var resource = R4.json().parseResource(json.toString(StandardCharsets.UTF_8));
    context.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, exchange.out().mediaType());
    answer.write(exchange.all(resource).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isMade(Class<?> type) {
    return type.isAnnotationPresent(Public.class)
        && type.getAnnotation(Public.class).status() == Status.CREATED.getStatusCode();
  }

  private boolean concerns(Class<?> type, MediaType mediaType) {
    return (exchange.out() == Form.XML || exchange.pretty())
        && type.isAnnotationPresent(Public.class)
        && mediaType != null
        && MediaTypes.isFhir(mediaType);
  }
}
