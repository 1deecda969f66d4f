package be.schakel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The gateway's own doors. The server opens them after the application has started, and would only
 * log that it could not.
 */
@ApplicationScoped
class Ports {

  private static final int ANSWER_MILLIS = 500;

  @Inject
  @ConfigProperty(name = "schakel.https.port", defaultValue = "9443")
  int https;

  @Inject
  @ConfigProperty(name = "schakel.http.port", defaultValue = "9080")
  int http;

  int https() {
    return https;
  }

  int http() {
    return http;
  }

  /** Refuses to start beside another program that has one of them. */
  void check() throws IOException {
    refuseTaken("schakel.https.port", https, new InetSocketAddress(https));
    refuseTaken(
        "schakel.http.port", http, new InetSocketAddress(InetAddress.getLoopbackAddress(), http));
  }

  /** Whether somebody may come in. */
  boolean open() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), https), ANSWER_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void refuseTaken(String property, int port, InetSocketAddress address)
      throws IOException {
    try (var free = new ServerSocket()) {
      free.bind(address);
    } catch (IOException taken) {
      throw new IOException(
          "port %d is taken by another program (%s)".formatted(port, property), taken);
    }
  }
}
