package be.schakel.fhir.in;

import be.schakel.fhir.in.Deviations.Deviation;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What is sent to the gateway: reports of the corpus in every form, damaged or as they are. */
public final class Mutants {

  private static final List<JsonNode> CORPUS = Corpus.withDeviations();

  private Mutants() {}

  /** A request with what it is, for who has to say what came of it. */
  public record Mutant(String what, JsonNode tree, WireForm form) {

    public byte[] body() {
      return form.of(tree);
    }

    public String contentType() {
      return form.contentType();
    }

    /** Whether it is no XML at all, as where a narrative was cut off. */
    public boolean isMalformed() {
      try {
        form.read(tree);
        return false;
      } catch (SchakelProblem refused) {
        return refused.code() == Code.MALFORMED_BODY;
      }
    }

    /** What it has to become where it is accepted. */
    public Transaction understood() {
      return BundleToSubmission.map(form.read(tree));
    }

    @Override
    public String toString() {
      return form + " " + what;
    }
  }

  /** One of the corpus, damaged at one place, in one of the forms. */
  public static Mutant ofSeed(long seed) {
    var report = CORPUS.get((int) (seed % CORPUS.size()));
    var forms = WireForm.values();
    var mutation = Mutation.of(Corpus.renewed(report, "seed-" + seed), seed);
    return new Mutant(
        "seed " + seed + " " + mutation.what(),
        mutation.tree(),
        forms[(int) (seed / CORPUS.size() % forms.length)]);
  }

  public static Stream<Mutant> inBothFormats(Deviation deviation, String sender) {
    return Stream.of(WireForm.JSON_WITH_MARK_AND_LINES, WireForm.XML)
        .map(
            form ->
                new Mutant(
                    deviation.name(),
                    Corpus.renewed(deviation.tree(), sender + " " + deviation.name() + " " + form),
                    form));
  }
}
