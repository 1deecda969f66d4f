package be.schakel.partner;

import java.util.Objects;

/**
 * What joins everything one request caused: the caller's {@code X-Request-Id} (or one we made) and
 * the W3C trace id.
 *
 * @param requestId at most 64 visible ASCII characters
 * @param traceId 32 lower-case hexadecimal digits (W3C Trace Context 3.2.2.3)
 */
public record Trace(String requestId, String traceId) {

  public Trace {
    Objects.requireNonNull(requestId);
    Objects.requireNonNull(traceId);
  }
}
