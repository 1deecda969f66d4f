package be.schakel.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class that holds nothing about a person in any case, and so may leave without passing the
 * disclosure gate: metadata, a partner's own registration. Everything else is refused on its way
 * out.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Public {

  /** The HTTP status that it is a successful answer with. */
  int status() default 200;
}
