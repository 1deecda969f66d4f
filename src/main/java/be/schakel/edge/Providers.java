package be.schakel.edge;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What every JAX-RS application of the gateway registers beside its own resources. */
public final class Providers {

  public static final Set<Class<?>> CLASSES =
      Set.of(
          Bookmarks.class,
          TokenFilter.class,
          QueryFilter.class,
          FormLimit.class,
          Parameters.class,
          CheckedBody.class,
          AnswerFilter.class,
          EntityGuard.class,
          PublicWriter.class,
          PublicFileWriter.class,
          ReleasedWriter.class,
          ProblemMapper.class);

  private Providers() {}

  /** Those and an application's own. */
  public static Set<Class<?>> with(Class<?>... resources) {
    var classes = new LinkedHashSet<Class<?>>(CLASSES);
    Collections.addAll(classes, resources);
    return classes;
  }
}
