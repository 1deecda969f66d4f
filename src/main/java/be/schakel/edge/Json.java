package be.schakel.edge;

import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Set;

/**
 * How the JSON face writes and binds records: one mapper for what is kept and read, and what
 * answers add to it.
 *
 * <p>Times and days are ISO strings and keep the offset they were given. What is empty as an {@code
 * Optional} or null is left out; a list is written even when it is empty, unless its record says
 * otherwise. A list or set that a body does not name is bound as an empty one, never null.
 *
 * <p>Bodies are parsed by {@link JsonBody}, not by this mapper: it binds trees that were checked.
 */
public final class Json {

  /** Thread-safe; never reconfigured. */
  public static final ObjectMapper MAPPER = mapper();

  private static final ObjectMapper ANSWERS = MAPPER.copy().registerModule(Words.told());

  private Json() {}

  /**
   * For answers: texts in the reader's language, issues in words, moments in the time of Brussels.
   * Thread-safe.
   */
  public static ObjectWriter answer(Language language) {
    return ANSWERS.writer().withAttribute(Language.class, language);
  }

  private static ObjectMapper mapper() {
    // Property names come from strangers: interning them would let strangers fill a shared table.
    var factory = JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
    var mapper =
        JsonMapper.builder(factory)
            .addModules(new Jdk8Module(), new JavaTimeModule(), Words.plain())
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    var empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    mapper.configOverride(List.class).setSetterInfo(empty);
    mapper.configOverride(Set.class).setSetterInfo(empty);
    return mapper;
  }
}
