package be.schakel.edge;

import be.schakel.disclosure.Released;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;

/** What was released, as JSON: one view, or a page of them with the cursor to the next. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReleasedWriter implements MessageBodyWriter<Released<?>> {

  @Inject Arrival arrival;

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Released.class
        && !isStreamed(generic)
        && mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE);
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
    out.write(
        Json.answer(arrival.language())
            .writeValueAsBytes(released.isPage() ? page(released) : released.view()));
  }

  /** Whether the type that a resource method names is a released {@link Streamed} view. */
  public static boolean isStreamed(Type released) {
    return released instanceof ParameterizedType parameterized
        && parameterized.getActualTypeArguments()[0] instanceof Class<?> view
        && view.isAnnotationPresent(Streamed.class);
  }

  /** Whether that view is this one: each streamed view has a writer of its own. */
  public static boolean isStreamed(Type released, Class<?> view) {
    return isStreamed(released)
        && ((ParameterizedType) released).getActualTypeArguments()[0] == view;
  }

  /** {@code next} is null at the end; there is never a total. */
  private static Object page(Released<?> released) {
    var page = new LinkedHashMap<String, Object>();
    page.put("items", released.views());
    page.put("next", released.next().orElse(null));
    return page;
  }
}
