package be.schakel.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope an access token needs for a resource method; with several, any one of them. A method
 * that has neither this nor {@link AnyToken} nor {@link NoToken} is refused to everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Scope {

  /** Single-letter scopes, such as {@code system/Task.u}. */
  String[] value();
}
