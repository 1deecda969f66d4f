package be.schakel.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Whether a browser asks on behalf of another site (W3C Fetch Metadata; RFC 6454 for the origin).
 *
 * <p>A browser sends its user's certificate along whoever made it ask, so what another site makes
 * it ask is refused. Opening the console by a link is not: the page asks for itself. Pure.
 */
final class FetchSite {

  private static final Set<String> OWN = Set.of("same-origin", "none");

  private static final int HTTPS = 443;

  private FetchSite() {}

  static boolean foreign(HttpServletRequest request, String path) {
    return foreign(
        request.getMethod(),
        path,
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Sec-Fetch-Mode"),
        request.getHeader("Origin"),
        authority(request));
  }

  /** HTTP/2 has no header {@code Host}: the server knows what was asked for (RFC 9113 8.3.1). */
  private static String authority(HttpServletRequest request) {
    var host = request.getHeader("Host");
    if (host != null) {
      return host;
    }
    var name = request.getServerName();
    var port = request.getServerPort();
    return port == HTTPS ? name : name + ":" + port;
  }

  /**
   * The same of the headers alone; what was not sent is null. Who sends neither site nor origin is
   * no browser.
   */
  static boolean foreign(
      String method, String path, String site, String mode, String origin, String host) {
    var opensThePage =
        "GET".equals(method)
            && "navigate".equals(mode)
            && (path.equals("/console") || path.startsWith("/console/"));
    if (site != null && !OWN.contains(site) && !opensThePage) {
      return true;
    }
    return origin != null && !origin.equalsIgnoreCase("https://" + host);
  }
}
