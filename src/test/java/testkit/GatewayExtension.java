package testkit;

import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** What Arquillian does around the one start and the one stop of the gateway. */
public final class GatewayExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Life.class);
  }

  /** Made by Arquillian. */
  public static final class Life {

    public void prepare(@Observes BeforeStart event) throws Exception {
      Gateway.running().prepare();
    }

    public void awaitReady(@Observes AfterStart event) throws Exception {
      Gateway.running().awaitReady();
    }

    public void leaveNothing(@Observes AfterStop event) throws Exception {
      Gateway.running().leaveNothing();
    }
  }
}
