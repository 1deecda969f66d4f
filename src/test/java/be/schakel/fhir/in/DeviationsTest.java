package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.in.Deviations.Deviation;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real systems send, in each form they send it in: understood and said so, or refused. */
class DeviationsTest {

  static Stream<Arguments> all() {
    return Deviations.all().stream()
        .flatMap(each -> Stream.of(WireForm.values()).map(form -> Arguments.of(each, form)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsToldAtItsPlace(Deviation deviation, WireForm form) {
    var told = told(form.read(deviation.tree()));
    assertEquals(deviation.isRefused(), told.stream().anyMatch(each -> !each.code().isWarning()));
    assertTrue(
        deviation.code().isEmpty()
            || told.stream()
                .anyMatch(
                    each ->
                        each.pointer().equals(deviation.place())
                            && each.code() == deviation.code().get()),
        told::toString);
    assertFalse(deviation.code().isEmpty() && !told.isEmpty(), told::toString);
  }

  private static List<Issue> told(byte[] body) {
    try {
      return BundleToSubmission.map(body).remarks();
    } catch (SchakelProblem refused) {
      return refused.issues();
    }
  }
}
