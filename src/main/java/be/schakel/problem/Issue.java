package be.schakel.problem;

import java.util.List;

/**
 * One thing that is wrong with, or was noticed about, one place of a request.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the body; the FHIR door translates it to a
 *     FHIRPath
 * @param arguments what fills the text's places; never personal data
 */
public record Issue(String pointer, Code code, List<String> arguments) {

  public Issue {
    arguments = List.copyOf(arguments);
  }

  public Issue(String pointer, Code code, String... arguments) {
    this(pointer, code, List.of(arguments));
  }

  /** The same, where another face has that place. */
  public Issue at(String place) {
    return new Issue(place, code, arguments);
  }
}
