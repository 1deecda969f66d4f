package be.schakel.disclosure;

import be.schakel.policy.Form;
import be.schakel.vocabulary.DataCategory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  /** What a component's label says. */
  enum Kind {
    LABELLED,
    NAMED,
    NESTED,
    ID,
    BASIS
  }

  /**
   * One component.
   *
   * @param category its own category; none where the record names it, and where none is needed
   * @param form how much of its category it shows
   * @param inReceipt its supplier may see it with the receipt
   */
  record Component(
      Method accessor,
      Kind kind,
      Optional<DataCategory> category,
      Set<DataCategory> mayContain,
      Form form,
      boolean inReceipt,
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
    var name = type.getName() + "." + component.getName();
    var list = component.getType() == List.class;
    if (!list && component.getType() != Optional.class) {
      throw new IllegalStateException(name + " must be an Optional or a List");
    }
    var label = Optional.ofNullable(component.getAnnotation(Label.class));
    var named = Optional.ofNullable(component.getAnnotation(Label.Named.class));
    var accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new Component(
        accessor,
        kind(component)
            .orElseThrow(() -> new IllegalStateException(name + " needs exactly one label")),
        label.map(Label::value),
        label.map(given -> Set.of(given.mayContain())).orElse(Set.of()),
        label.map(Label::form).orElse(Form.FULL),
        named.map(Label.Named::inReceipt).orElse(false),
        list);
  }

  private static Optional<Kind> kind(RecordComponent component) {
    var kinds =
        Map.of(
                Label.class, Kind.LABELLED,
                Label.Named.class, Kind.NAMED,
                Label.Nested.class, Kind.NESTED,
                Label.Id.class, Kind.ID,
                Label.Basis.class, Kind.BASIS)
            .entrySet()
            .stream()
            .filter(each -> component.isAnnotationPresent(each.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return kinds.size() == 1 ? Optional.of(kinds.get(0)) : Optional.empty();
  }
}
