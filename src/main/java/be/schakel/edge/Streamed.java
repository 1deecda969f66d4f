package be.schakel.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** A view that leaves as raw bytes, by a writer of its own, never as JSON. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Streamed {

  /** Whether the type that a resource method names is a released view of this sort. */
  final class Check {

    private Check() {}

    public static boolean isStreamed(Type released) {
      return released instanceof ParameterizedType parameterized
          && parameterized.getActualTypeArguments()[0] instanceof Class<?> view
          && view.isAnnotationPresent(Streamed.class);
    }
  }
}
