package be.schakel.edge;

import be.schakel.partner.Trace;
import be.schakel.vocabulary.Uuid7;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What joins this request to others: its id and its place in a distributed trace (W3C Trace
 * Context).
 *
 * @param parent the {@code traceparent} that goes back: the caller's trace, continued
 */
record Tracing(Trace trace, String parent) {

  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,64}");
  private static final String UNSAMPLED = "00";

  // 3.2.2: version ff is forbidden; a later version may add fields after the flags
  private static final Pattern PARENT =
      Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  /**
   * Takes over what can be taken over and makes the rest.
   *
   * @param requestId the {@code X-Request-Id} as received, or {@code null}; one that could hold a
   *     number of a person is replaced, because it goes into the log
   * @param parents the {@code traceparent} headers; more than one is none (W3C 4.2)
   */
  static Tracing of(String requestId, List<String> parents, Instant now) {
    var id =
        requestId != null && VISIBLE.matcher(requestId).matches() && !PersonInUrl.within(requestId)
            ? requestId
            : Uuid7.at(now).toString();
    var traceId = random(16);
    var flags = UNSAMPLED;
    if (parents.size() == 1) {
      var match = PARENT.matcher(parents.get(0).strip());
      if (match.matches() && acceptable(match.group(1), match.group(2), match.group(3), match)) {
        traceId = match.group(2);
        flags = match.group(4);
      }
    }
    return new Tracing(new Trace(id, traceId), "00-" + traceId + "-" + random(8) + "-" + flags);
  }

  /**
   * The same, with where the request came from.
   *
   * @param address an IP address as the connection has it, perhaps with the zone of a link
   */
  Tracing from(String address) {
    var zone = address.indexOf('%');
    var bare = zone < 0 ? address : address.substring(0, zone);
    return new Tracing(new Trace(trace.requestId(), trace.traceId(), Optional.of(bare)), parent);
  }

  private static boolean acceptable(
      String version, String traceId, String spanId, MatchResult whole) {
    return !traceId.equals(NO_TRACE)
        && !spanId.equals(NO_SPAN)
        && (!version.equals("00") || whole.group(5) == null);
  }

  /** An id that only has to differ: nothing is guarded by it, so it need not be secret. */
  private static String random(int bytes) {
    var random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    random[0] |= 1;
    return HexFormat.of().formatHex(random);
  }
}
