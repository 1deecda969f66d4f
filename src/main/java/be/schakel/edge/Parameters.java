package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Uuid7;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Ids, codes and times in addresses. An id that is none is as unknown as any other unknown id; a
 * code or time that is none is a 400 that says what is expected.
 */
@Provider
public class Parameters implements ParamConverterProvider {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  @Override
  public <T> ParamConverter<T> getConverter(Class<T> raw, Type generic, Annotation[] annotations) {
    var name = name(annotations);
    if (raw == UUID.class) {
      return converter(raw, text -> Uuid7.parse(text).orElseThrow(() -> id(annotations, name)));
    }
    if (raw == Instant.class) {
      return converter(raw, text -> time(text, name));
    }
    if (raw == Integer.class) {
      return converter(raw, text -> number(text, name));
    }
    return raw.isEnum() ? converter(raw, text -> code(raw, text, name)) : null;
  }

  private static <T> ParamConverter<T> converter(Class<T> type, Function<String, Object> read) {
    return new ParamConverter<>() {
      @Override
      public T fromString(String text) {
        return text == null ? null : type.cast(read.apply(text));
      }

      @Override
      public String toString(T value) {
        return value.toString();
      }
    };
  }

  private static SchakelProblem id(Annotation[] annotations, String name) {
    return Arrays.stream(annotations).anyMatch(PathParam.class::isInstance)
        ? SchakelProblem.of(Code.NOT_FOUND)
        : SchakelProblem.of(Code.INVALID_PARAMETER, name, "UUID");
  }

  private static Instant time(String text, String name) {
    try {
      // A plus that a client forgot to encode arrives as a space
      var time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      // RFC 3339: a year has four digits; the database has no place for every other
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw new DateTimeException("");
      }
      return time;
    } catch (DateTimeException notOne) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, "2026-11-21T10:00:00+01:00");
    }
  }

  private static Integer number(String text, String name) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException notOne) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, "1, 2, 3, ...");
    }
  }

  private static Object code(Class<?> type, String text, String name) {
    var codes = type.getEnumConstants();
    return Arrays.stream(codes)
        .filter(code -> ((Enum<?>) code).name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                SchakelProblem.of(
                    Code.INVALID_PARAMETER,
                    name,
                    Arrays.stream(codes)
                        .map(code -> ((Enum<?>) code).name())
                        .collect(Collectors.joining(", "))));
  }

  private static String name(Annotation[] annotations) {
    return Arrays.stream(annotations)
        .filter(QueryParam.class::isInstance)
        .map(each -> ((QueryParam) each).value())
        .findFirst()
        .orElse("");
  }
}
