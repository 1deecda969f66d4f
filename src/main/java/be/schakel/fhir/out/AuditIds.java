package be.schakel.fhir.out;

import be.schakel.disclosure.Aspect;
import be.schakel.vocabulary.Uuid7;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How an event is called: by its entry's id and what it tells of it. Pure. */
public final class AuditIds {

  private static final int UUID_LENGTH = 36;

  private AuditIds() {}

  static String id(UUID entry, Aspect aspect) {
    return entry + "-" + word(aspect);
  }

  /** The entry of an event; empty when the id is none of ours. */
  public static Optional<UUID> entry(String id) {
    return aspect(id).flatMap(known -> Uuid7.parse(id.substring(0, UUID_LENGTH)));
  }

  public static Optional<Aspect> aspect(String id) {
    return Arrays.stream(Aspect.values())
        .filter(each -> id.length() > UUID_LENGTH)
        .filter(each -> id.substring(UUID_LENGTH).equals("-" + word(each)))
        .findFirst();
  }

  private static String word(Aspect aspect) {
    return aspect.name().toLowerCase(Locale.ROOT);
  }
}
