package be.schakel.fhir.in;

import be.schakel.edge.JsonBody;
import be.schakel.problem.SchakelProblem;
import java.util.function.Supplier;

/** What stops the reading of a body, told at its place in the resource that it was to be. Pure. */
final class InPlace {

  private InPlace() {}

  /**
   * @param type of the resource
   * @throws SchakelProblem as the reading does, with FHIRPaths
   */
  static JsonBody read(String type, Supplier<JsonBody> reading) {
    try {
      return reading.get();
    } catch (SchakelProblem stopped) {
      throw stopped.at(place -> Element.path(type, place));
    }
  }
}
