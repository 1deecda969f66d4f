package be.schakel.edge;

import be.schakel.partner.Trace;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/**
 * Tells the operator of a fault of ours: which classes and where, never a message, because a
 * message may quote data, and no request id, because a caller chooses it.
 */
@ApplicationScoped
public class FailureLog {

  private static final System.Logger LOG = System.getLogger(FailureLog.class.getName());
  private static final String OURS = "be.schakel.";
  private static final int DEEPEST = 5;

  void note(SchakelProblem problem, Trace trace) {
    if (problem.code().kind().status() < 500) {
      return;
    }
    LOG.log(
        Failures.unexpected(problem) ? System.Logger.Level.ERROR : System.Logger.Level.WARNING,
        "event=failure code={0} trace={1} cause={2}",
        problem.code(),
        trace.traceId(),
        causes(problem));
  }

  private static String causes(Throwable failure) {
    var causes = new StringBuilder();
    var depth = 0;
    for (var each = failure.getCause(); each != null && depth < DEEPEST; each = each.getCause()) {
      causes.append(depth == 0 ? "" : " < ").append(each.getClass().getName()).append(place(each));
      depth++;
    }
    return causes.toString();
  }

  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> "@" + frame.getFileName() + ":" + frame.getLineNumber())
        .orElse("");
  }
}
