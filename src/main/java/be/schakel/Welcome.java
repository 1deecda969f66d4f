package be.schakel;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The last lines of the start-up: where the gateway is, and what to do next. */
@ApplicationScoped
class Welcome {

  private static final System.Logger LOG = System.getLogger(Welcome.class.getName());
  private static final int LOOK_EVERY_MILLIS = 200;
  private static final int ANSWER_MILLIS = 500;

  @Resource ManagedScheduledExecutorService timer;

  @Inject
  @ConfigProperty(name = "schakel.home")
  String home;

  @Inject
  @ConfigProperty(name = "schakel.environment")
  String environment;

  @Inject
  @ConfigProperty(name = "schakel.https.port", defaultValue = "9443")
  int httpsPort;

  @Inject
  @ConfigProperty(name = "schakel.http.port", defaultValue = "9080")
  int httpPort;

  /** Says it once the doors are open: the server opens them after the application has started. */
  void whenOpen() {
    timer.schedule(
        () -> {
          if (open()) {
            say();
          } else {
            whenOpen();
          }
        },
        LOOK_EVERY_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private boolean open() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), httpsPort), ANSWER_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void say() {
    var base = "https://localhost:" + httpsPort;
    LOG.log(System.Logger.Level.INFO, "Schakel is ready ({0}).", environment);
    LOG.log(System.Logger.Level.INFO, "  JSON API        {0}/api", base);
    LOG.log(System.Logger.Level.INFO, "  FHIR R4         {0}/fhir/metadata", base);
    LOG.log(
        System.Logger.Level.INFO,
        "  documentation   http://localhost:{0}/openapi/ui/  (partners: {1}/openapi/ui/)",
        Integer.toString(httpPort),
        base);
    LOG.log(
        System.Logger.Level.INFO,
        "  health, metrics http://127.0.0.1:{0}/health, /metrics",
        Integer.toString(httpPort));
    if ("demo".equals(environment)) {
      LOG.log(System.Logger.Level.INFO, "  certificates    {0}", Path.of(home, "pki").normalize());
      LOG.log(System.Logger.Level.INFO, "  try it          src/tour/tour.sh");
      LOG.log(
          System.Logger.Level.INFO,
          "Demo certificates and keys: never use them with real data. Ctrl-C stops it.");
    }
  }
}
