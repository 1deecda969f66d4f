package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.BreakGlassReason;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReviewVerdict;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of the auditors' console: a page that does nothing but ask this gateway, in a browser
 * that is told to hold it to that.
 *
 * <p>They hold nothing about anybody, so a certificate is enough. Beside the files of the web
 * application there is {@code codes/nl.json} and the like: what people see in place of a code.
 */
@WebServlet(name = "console", urlPatterns = "/console/*")
public class ConsoleFiles extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** No file has another name, so no path leads out of the folder. */
  private static final Pattern FILE =
      Pattern.compile("(?:[a-z0-9-]+/){0,2}[a-z0-9-]+\\.(html|css|js|svg)");

  private static final Pattern CODES = Pattern.compile("codes/(nl|fr|en)\\.json");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml");

  /** W3C Content Security Policy 3 and Trusted Types: no script and no style but our own files. */
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private static final List<Class<? extends Enum<?>>> LISTS =
      List.of(
          LogAction.class,
          LogOutcome.class,
          LegalGround.class,
          PartnerKind.class,
          Purpose.class,
          DataCategory.class,
          BreakGlassReason.class,
          ReviewVerdict.class,
          DisclosureWay.class);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var asked = request.getPathInfo();
    if (asked == null) {
      response.setHeader("Location", "/console/");
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      return;
    }
    var name = asked.equals("/") ? "index.html" : asked.substring(1);
    var codes = CODES.matcher(name);
    var bytes = codes.matches() ? Optional.of(codes(codes.group(1))) : file(name);
    if (bytes.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    harden(response);
    response.setContentType(
        Objects.requireNonNullElse(
            TYPES.get(name.substring(name.lastIndexOf('.') + 1)), "application/json"));
    response.setContentLength(bytes.get().length);
    response.getOutputStream().write(bytes.get());
  }

  private static void harden(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }

  private Optional<byte[]> file(String name) throws IOException {
    if (!FILE.matcher(name).matches()) {
      return Optional.empty();
    }
    try (var stream = getServletContext().getResourceAsStream("/console/" + name)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    }
  }

  private static byte[] codes(String tag) throws IOException {
    var language = Language.valueOf(tag.toUpperCase(Locale.ROOT));
    var lists = new TreeMap<String, Map<String, String>>();
    for (var list : LISTS) {
      var words = new TreeMap<String, String>();
      Arrays.stream(list.getEnumConstants())
          .forEach(code -> words.put(code.name(), Display.of(code, language)));
      lists.put(list.getSimpleName(), words);
    }
    var problems = new TreeMap<String, String>();
    for (var code : Code.values()) {
      problems.put(code.name(), Texts.title(code, language));
    }
    lists.put("Problem", problems);
    return Json.MAPPER.writeValueAsBytes(lists);
  }
}
