package be.schakel.partner;

import java.util.Objects;
import java.util.Optional;

/**
 * What joins everything one request caused: the caller's {@code X-Request-Id} (or one we made), the
 * W3C trace id, and the address that it came from.
 *
 * @param requestId at most 64 visible ASCII characters
 * @param traceId 32 lower-case hexadecimal digits (W3C Trace Context 3.2.2.3)
 * @param address the IP address at the other end of the connection; none where no connection is
 */
public record Trace(String requestId, String traceId, Optional<String> address) {

  /** What no connection brought. */
  public Trace(String requestId, String traceId) {
    this(requestId, traceId, Optional.empty());
  }

  public Trace {
    Objects.requireNonNull(requestId);
    Objects.requireNonNull(traceId);
    Objects.requireNonNull(address);
  }
}
