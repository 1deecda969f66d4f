package be.schakel.consent;

import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows as the one query for a page brings them: JSON that PostgreSQL made. Pure. */
final class Stored {

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();
  private static final TypeReference<List<ConsentRow>> CONSENTS = new TypeReference<>() {};
  private static final TypeReference<List<OnRecord.RecordedGround>> GROUNDS =
      new TypeReference<>() {};
  private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};

  private Stored() {}

  private record ConsentRow(
      UUID id,
      UUID referral,
      UUID child,
      Set<String> givers,
      String grantee,
      Set<DataCategory> categories,
      Set<Purpose> purposes,
      LocalDate validFrom,
      LocalDate validTo,
      ConsentStatus status,
      boolean otherParentPresumption,
      String recordedBy,
      OffsetDateTime recordedAt) {

    Consent consent() {
      return new Consent(
          id,
          referral,
          child,
          givers,
          grantee,
          categories,
          purposes,
          validFrom,
          validTo,
          Optional.empty(),
          Optional.empty(),
          status,
          otherParentPresumption,
          recordedBy,
          recordedAt.toInstant());
    }
  }

  static List<Consent> consents(String json) {
    return read(json, CONSENTS).stream().map(ConsentRow::consent).toList();
  }

  static List<OnRecord.RecordedGround> grounds(String json) {
    return read(json, GROUNDS);
  }

  static List<Fact> facts(String json) {
    return read(json, FACTS);
  }

  private static <T> List<T> read(String json, TypeReference<List<T>> type) {
    if (json == null) {
      return List.of();
    }
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException changed) {
      // Without its message, which would quote the row
      throw new IllegalStateException("what is on record does not read as it was written");
    }
  }
}
