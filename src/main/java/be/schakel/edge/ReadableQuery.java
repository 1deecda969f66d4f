package be.schakel.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A request whose query has the characters escaped that many clients do not escape, the bar of
 * {@code system|value} before all.
 *
 * <p>RFC 3986 does not permit them, and everything that reads an address by the letter would fail.
 */
final class ReadableQuery extends HttpServletRequestWrapper {

  /** Neither RFC 3986 characters nor the percent sign of an escape. */
  private static final Pattern UNESCAPED =
      Pattern.compile("[^A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]");

  private static final HexFormat HEX = HexFormat.of().withUpperCase().withPrefix("%");

  private ReadableQuery(HttpServletRequest request) {
    super(request);
  }

  static HttpServletRequest of(HttpServletRequest request) {
    var query = request.getQueryString();
    return query != null && UNESCAPED.matcher(query).find() ? new ReadableQuery(request) : request;
  }

  @Override
  public String getQueryString() {
    return escaped(super.getQueryString());
  }

  static String escaped(String query) {
    return UNESCAPED
        .matcher(query)
        .replaceAll(match -> HEX.formatHex(match.group().getBytes(StandardCharsets.UTF_8)));
  }
}
