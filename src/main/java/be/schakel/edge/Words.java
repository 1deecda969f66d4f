package be.schakel.edge;

import be.schakel.problem.Issue;
import be.schakel.problem.Texts;
import be.schakel.problem.Told;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartialDate;
import be.schakel.vocabulary.Reference;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How the words of the vocabulary, which knows no JSON, stand in JSON. */
final class Words {

  private static final DateTimeFormatter BRUSSELS =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Europe/Brussels"));

  private Words() {}

  /** Words that are one string, in both directions. */
  static SimpleModule plain() {
    return new SimpleModule("plain words")
        .addSerializer(PartialDate.class, writing((date, language) -> date.text()))
        .addDeserializer(PartialDate.class, reading(PartialDate::new))
        .addSerializer(Reference.class, writing((reference, language) -> reference.value()))
        .addDeserializer(Reference.class, reading(Reference::new));
  }

  /** What answers say in the language of their reader, and their times in the time of Brussels. */
  static SimpleModule told() {
    return new SimpleModule("told words")
        .addSerializer(LocalizedText.class, writing(LocalizedText::in))
        .addSerializer(Issue.class, writing(Words::tell))
        .addSerializer(Instant.class, writing((time, language) -> BRUSSELS.format(time)));
  }

  private static Told tell(Issue issue, Language language) {
    return Texts.tell(List.of(issue), language).get(0);
  }

  private static <T> JsonSerializer<T> writing(BiFunction<T, Language, Object> form) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writePOJO(form.apply(value, (Language) provider.getAttribute(Language.class)));
      }
    };
  }

  private static <T> JsonDeserializer<T> reading(Function<String, T> form) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return form.apply(in.getText());
      }
    };
  }
}
