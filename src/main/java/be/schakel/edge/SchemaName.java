package be.schakel.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the schema of {@code openapi/schakel.yaml} that a request body must satisfy before it is
 * bound to the annotated record.
 *
 * <p>A resource method takes such a record as its entity parameter and gets it parsed strictly and
 * checked; every problem of the body has been told to the caller before the method runs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SchemaName {

  /** The name below {@code #/components/schemas/}. */
  String value();
}
