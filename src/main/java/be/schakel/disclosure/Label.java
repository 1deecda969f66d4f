package be.schakel.disclosure;

import be.schakel.policy.Form;
import be.schakel.vocabulary.DataCategory;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The data category of a component of a record that can leave. Every component of such a record has
 * this or one of those in it; a build with an unlabelled one fails.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Label {

  /** The component's own category. */
  DataCategory value();

  /**
   * What free text may hold besides: it leaves only for who may see all of these too, except for
   * its author and the owner VK, for whom its own label is enough.
   */
  DataCategory[] mayContain() default {};

  /**
   * How much of its category the component shows: some grounds open less than all of it, such as
   * who the parties are to a magistrate.
   */
  Form form() default Form.FULL;

  /** The component's category is the one its record names: see {@link Part#category()}. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Named {

    /** Who supplied it may see this much with its receipt, whatever the category. */
    boolean inReceipt() default false;
  }

  /** An id that stands for the record: it stays as long as anything else in the record does. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Id {}

  /**
   * What decides about its record, such as who supplied it ({@link Part}): it never leaves, to
   * nobody.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Basis {}

  /**
   * The component holds records that are labelled themselves; it stays as long as something in them
   * does.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Nested {}
}
