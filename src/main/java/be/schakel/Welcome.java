package be.schakel;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The last lines of the start-up: where the gateway is, and what to do next. */
@ApplicationScoped
class Welcome {

  private static final System.Logger LOG = System.getLogger(Welcome.class.getName());
  private static final int USUAL_PORT = 9443;
  private static final int LOOK_EVERY_MILLIS = 200;

  @Resource ManagedScheduledExecutorService timer;
  @Inject Environment environment;
  @Inject Ports ports;

  @Inject
  @ConfigProperty(name = "schakel.home")
  String home;

  /** Says it once the doors are open: the server opens them after the application has started. */
  void whenOpen() {
    timer.schedule(
        () -> {
          if (ports.open()) {
            say();
          } else {
            whenOpen();
          }
        },
        LOOK_EVERY_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private void say() {
    var base = "https://localhost:" + ports.https();
    LOG.log(System.Logger.Level.INFO, "Schakel is ready ({0}).", environment.name());
    LOG.log(System.Logger.Level.INFO, "  JSON API        {0}/api", base);
    LOG.log(System.Logger.Level.INFO, "  FHIR R4         {0}/fhir/metadata", base);
    LOG.log(System.Logger.Level.INFO, "  console         {0}/console/", base);
    LOG.log(
        System.Logger.Level.INFO,
        "  documentation   http://localhost:{0}/openapi/ui/  (partners: {1}/openapi/ui/)",
        Integer.toString(ports.http()),
        base);
    LOG.log(
        System.Logger.Level.INFO,
        "  health, metrics http://127.0.0.1:{0}/health, /metrics",
        Integer.toString(ports.http()));
    if (environment.isDemo()) {
      LOG.log(System.Logger.Level.INFO, "  certificates    {0}", Path.of(home, "pki").normalize());
      var elsewhere = ports.https() == USUAL_PORT ? "" : "SCHAKEL_URL=" + base + " ";
      LOG.log(System.Logger.Level.INFO, "  try it          {0}src/tour/tour.sh", elsewhere);
      LOG.log(
          System.Logger.Level.INFO,
          "Demo certificates and keys: never use them with real data. Ctrl-C stops it.");
    }
  }
}
