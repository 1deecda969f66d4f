package be.schakel.edge;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;

/** The template of the path that a request took: {@code referrals/{id}}, without any value. */
final class Route {

  private Route() {}

  static String of(ResourceInfo resource) {
    return part(resource.getResourceClass().getAnnotation(Path.class))
        + part(resource.getResourceMethod().getAnnotation(Path.class));
  }

  private static String part(Path path) {
    var value = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
    return value.isEmpty() ? "" : "/" + value;
  }
}
