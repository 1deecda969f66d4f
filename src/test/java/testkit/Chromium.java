package testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ClientCertificate;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine, driven by Playwright, with the certificate of a person.
 *
 * <p>Playwright brings no browser of its own here: the one that is installed is used.
 */
public final class Chromium implements AutoCloseable {

  /** Names another one than the usual. */
  private static final String CHOSEN = "SCHAKEL_CHROMIUM";

  private static final List<String> USUAL =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    // Playwright must not fetch browsers: a test uses what is there
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    // In a container its own sandbox is not to be had; it sees only our own pages
                    .setArgs(List.of("--no-sandbox")));
  }

  /** The browser; without one the test is skipped and says how to get it. */
  public static Chromium installed() {
    var found =
        Stream.concat(Optional.ofNullable(System.getenv(CHOSEN)).stream(), USUAL.stream())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(),
        "skipped: no Chromium. Get one with `apt-get install chromium`, or name yours in "
            + CHOSEN);
    return new Chromium(found.get());
  }

  /**
   * A window of its own, which remembers nothing.
   *
   * @param person whose certificate it shows
   * @param width in pixels
   */
  public BrowserContext window(String person, int width, String language, boolean dark) {
    var gateway = Gateway.running();
    return window(gateway.publicUrl(), gateway.pki("."), person, width, language, dark);
  }

  /** A window onto a gateway of its own. */
  public BrowserContext window(MortalGateway gateway, String person) {
    return window(gateway.publicUrl(), gateway.pki("."), person, 1440, "nl-BE", false);
  }

  private BrowserContext window(
      String url, Path pki, String person, int width, String language, boolean dark) {
    return browser.newContext(
        new Browser.NewContextOptions()
            // The demo authority is not among those that the browser trusts
            .setIgnoreHTTPSErrors(true)
            .setLocale(language)
            .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
            .setViewportSize(width, width < 600 ? 844 : 900)
            .setClientCertificates(
                List.of(
                    new ClientCertificate(url)
                        .setCertPath(pki.resolve(person + ".pem"))
                        .setKeyPath(pki.resolve(person + ".key")))));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
