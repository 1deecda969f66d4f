package be.schakel.fhir.in;

import be.schakel.vocabulary.Uuid7;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id in a reference to something that the gateway has: relative or with an address in front,
 * and of one version too (R4 references, "Literal References"). Pure.
 *
 * @param versioned whether it names a version: what is meant is the thing, in whatever version
 */
record Stored(UUID id, boolean versioned) {

  private static final Pattern REFERENCE =
      Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+)/([^/]+)(/_history/[A-Za-z0-9.-]{1,64})?");

  /**
   * @param type of the resource that has to be named
   */
  static Optional<Stored> read(String reference, String type) {
    var named = REFERENCE.matcher(reference);
    return named.matches() && named.group(1).equals(type)
        ? Uuid7.parse(named.group(2)).map(id -> new Stored(id, named.group(3) != null))
        : Optional.empty();
  }

  /** What a reference to a version counts as. */
  static String anyVersion(String type) {
    return type + "/<id>";
  }
}
