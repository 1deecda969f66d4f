package be.schakel.fhir;

import be.schakel.edge.JsonBody;
import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.in.XmlToJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Hands a body that came as XML on as JSON, after its caller was admitted and before anything of it
 * is read.
 */
@Provider
@ApplicationScoped
public class XmlReader implements ReaderInterceptor {

  @Inject Exchange exchange;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (exchange.in() == Form.XML) {
      var xml = JsonBody.bytes(context.getInputStream(), JsonBody.LIMIT + 1);
      if (xml.length > JsonBody.LIMIT) {
        throw JsonBody.tooLarge(JsonBody.LIMIT);
      }
      exchange.original(xml);
      context.setInputStream(new ByteArrayInputStream(XmlToJson.convert(xml)));
    }
    return context.proceed();
  }
}
