package be.schakel.partner;

import be.schakel.partner.RegistryRefused.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A place in a JSON document that is being read strictly: every reading notes what is wrong instead
 * of stopping, so that an operator sees all faults at once. What could not be read is empty.
 */
final class Place {

  private final String pointer;
  private final JsonNode node;
  private final List<Fault> faults;

  private Place(String pointer, JsonNode node, List<Fault> faults) {
    this.pointer = pointer;
    this.node = node;
    this.faults = faults;
  }

  static Place root(JsonNode node, List<Fault> faults) {
    return new Place("", node, faults);
  }

  void fault(String text) {
    faults.add(new Fault(pointer, text));
  }

  /** Notes properties that nobody knows; false when this is no object at all. */
  boolean object(String... properties) {
    if (!node.isObject()) {
      fault(node.isMissingNode() ? "is missing" : "is no object");
      return false;
    }
    var known = Set.of(properties);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                at(name).fault("unknown property");
              }
            });
    return true;
  }

  Place at(String property) {
    return child(property, node.path(property));
  }

  boolean present() {
    return !node.isMissingNode();
  }

  /** The text that stands here, if it is one; notes nothing. */
  Optional<String> raw() {
    return Optional.ofNullable(node.textValue());
  }

  /** The items of a list; notes nothing. */
  List<Place> items() {
    var items = new ArrayList<Place>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      items.add(child(String.valueOf(i), node.get(i)));
    }
    return items;
  }

  /** A text that must be there and say something. */
  Optional<String> text() {
    if (!present()) {
      fault("is missing");
    } else if (!node.isTextual() || node.textValue().isBlank()) {
      fault("is no text");
    } else {
      return Optional.of(node.textValue());
    }
    return Optional.empty();
  }

  Optional<String> text(Pattern shape, String expected) {
    var text = text();
    if (text.isPresent() && !shape.matcher(text.get()).matches()) {
      fault("is not " + expected);
      return Optional.empty();
    }
    return text;
  }

  <T> Optional<T> ifPresent(Function<Place, Optional<T>> read) {
    return present() ? read.apply(this) : Optional.empty();
  }

  <E extends Enum<E>> Optional<E> code(Class<E> list) {
    var text = text();
    for (var constant : EnumSet.allOf(list)) {
      if (text.filter(constant.name()::equals).isPresent()) {
        return Optional.of(constant);
      }
    }
    text.ifPresent(
        unknown -> fault("unknown code; it knows " + Arrays.toString(list.getEnumConstants())));
    return Optional.empty();
  }

  Optional<LocalDate> date() {
    return parsed(LocalDate::parse, "a date such as 2026-11-21");
  }

  Optional<LocalTime> time() {
    return parsed(LocalTime::parse, "a time such as 09:00");
  }

  Optional<Instant> instant() {
    return parsed(
        text -> OffsetDateTime.parse(text).toInstant(), "a time such as 2026-11-21T09:00:00Z");
  }

  <T> Optional<T> parsed(Function<String, T> parse, String expected) {
    return text()
        .flatMap(
            text -> {
              try {
                return Optional.of(parse.apply(text));
              } catch (DateTimeException | IllegalArgumentException malformed) {
                fault("is not " + expected);
                return Optional.empty();
              }
            });
  }

  /** The items of a list that may be missing; items that could not be read are left out. */
  <T> List<T> each(Function<Place, Optional<T>> read) {
    if (present() && !node.isArray()) {
      fault("is no list");
    }
    return items().stream().flatMap(item -> read.apply(item).stream()).toList();
  }

  /** The same, for a list in which nothing may stand twice. */
  <T extends Comparable<? super T>> Set<T> distinct(Function<Place, Optional<T>> read) {
    var seen = new TreeSet<T>();
    each(
        item -> {
          var value = read.apply(item);
          if (value.isPresent() && !seen.add(value.get())) {
            item.fault("stands there twice");
          }
          return value;
        });
    return seen;
  }

  private Place child(String step, JsonNode child) {
    var escaped = step.replace("~", "~0").replace("/", "~1");
    return new Place(pointer + "/" + escaped, child, faults);
  }
}
