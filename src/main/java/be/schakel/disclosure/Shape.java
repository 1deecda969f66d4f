package be.schakel.disclosure;

import be.schakel.vocabulary.DataCategory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a record that can leave is built: each component, its accessor and its label. Read once for
 * each class.
 */
record Shape(Constructor<?> constructor, List<Component> components) {

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return read(type);
        }
      };

  /**
   * One component.
   *
   * @param category its own category; none where the record names it, or where labelled records are
   *     nested in it
   */
  record Component(
      Method accessor,
      Optional<DataCategory> category,
      Set<DataCategory> mayContain,
      boolean nested,
      boolean list) {

    Object of(Object record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    Object nothing() {
      return list ? List.of() : Optional.empty();
    }
  }

  static Shape of(Class<?> type) {
    return SHAPES.get(type);
  }

  Object build(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Shape read(Class<?> type) {
    var components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException(type + " is no record");
    }
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Shape(
          constructor, Arrays.stream(components).map(c -> component(type, c)).toList());
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Component component(Class<?> type, RecordComponent component) {
    var label = component.getAnnotation(Label.class);
    var named = component.isAnnotationPresent(Label.Named.class);
    var nested = component.isAnnotationPresent(Label.Nested.class);
    var list = component.getType() == List.class;
    if ((label != null ? 1 : 0) + (named ? 1 : 0) + (nested ? 1 : 0) != 1) {
      throw new IllegalStateException(
          type.getName() + "." + component.getName() + " needs exactly one label");
    }
    if (!list && component.getType() != Optional.class) {
      throw new IllegalStateException(
          type.getName() + "." + component.getName() + " must be an Optional or a List");
    }
    component.getAccessor().setAccessible(true);
    return new Component(
        component.getAccessor(),
        Optional.ofNullable(label).map(Label::value),
        label == null ? Set.of() : Set.of(label.mayContain()),
        nested,
        list);
  }
}
