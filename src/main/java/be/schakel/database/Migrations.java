package be.schakel.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;

/**
 * The migrations, by name, from {@code db/migrations}: Flyway cannot list a folder inside Liberty's
 * class loader, and would start on an empty schema without a word.
 */
final class Migrations implements ResourceProvider {

  private static final String FOLDER = "db/migration/";

  private final List<String> names;

  Migrations() {
    try (InputStream in = loader().getResourceAsStream("db/migrations")) {
      names =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  List<String> names() {
    return names;
  }

  @Override
  public LoadableResource getResource(String name) {
    var resource = resource(name);
    return resource.exists() ? resource : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return names.stream()
        .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
        .<LoadableResource>map(name -> resource(FOLDER + name))
        .toList();
  }

  private static ClassPathResource resource(String path) {
    return new ClassPathResource(
        Location.fromPath("classpath:", "db/migration"), path, loader(), StandardCharsets.UTF_8);
  }

  private static ClassLoader loader() {
    return Migrations.class.getClassLoader();
  }
}
