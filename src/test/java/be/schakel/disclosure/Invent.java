package be.schakel.disclosure;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Records of any sort, filled at random from a seed, so that a failure comes again. */
final class Invent {

  private static final int MOST = 2;

  private final Random random;
  private final List<UUID> children;
  private final List<String> partners;

  /**
   * @param children the only ids that an id can be
   * @param partners the only words that a list of words can hold
   */
  Invent(long seed, List<UUID> children, List<String> partners) {
    this.random = new Random(seed);
    this.children = children;
    this.partners = partners;
  }

  <V extends Record> V a(Class<V> type) {
    return type.cast(record(type));
  }

  boolean yes() {
    return random.nextBoolean();
  }

  private Object record(Class<?> type) {
    if (type == LocalizedText.class) {
      var texts = new EnumMap<Language, String>(Language.class);
      Arrays.stream(Language.values()).forEach(language -> texts.put(language, word()));
      return new LocalizedText(texts);
    }
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var values =
        Arrays.stream(components).map(each -> value(each.getGenericType())).toArray(Object[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      var inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        // Which category a record names is always known
        return inner == DataCategory.class || yes() ? Optional.of(value(inner)) : Optional.empty();
      }
      return IntStream.range(0, random.nextInt(MOST + 1)).mapToObj(i -> listed(inner)).toList();
    }
    var plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    var values =
        Map.<Class<?>, Supplier<Object>>of(
            String.class,
            this::word,
            UUID.class,
            () -> children.get(random.nextInt(children.size())),
            Integer.class,
            random::nextInt,
            Long.class,
            random::nextLong,
            Boolean.class,
            this::yes,
            Instant.class,
            () -> Instant.ofEpochSecond(random.nextInt()),
            LocalDate.class,
            () -> LocalDate.ofEpochDay(random.nextInt(20_000)),
            OffsetDateTime.class,
            () -> OffsetDateTime.parse("2026-11-21T10:00:00+01:00"));
    return values.get(plain).get();
  }

  private Object listed(Type inner) {
    return inner == String.class && yes()
        ? partners.get(random.nextInt(partners.size()))
        : value(inner);
  }

  private String word() {
    return "word-" + random.nextInt(1_000_000);
  }
}
