package testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** One TLS connection to the gateway, for what no well-behaved HTTP client would send. */
public final class Wire implements AutoCloseable {

  private static final int LONGEST_MILLIS = (int) Duration.ofSeconds(20).toMillis();

  private final SSLSocket socket;

  private Wire(SSLSocket socket) {
    this.socket = socket;
  }

  /** Connects and shakes hands; with these protocols and suites, or Java's own when empty. */
  public static Wire of(TestPartner partner, String[] protocols, String... suites)
      throws IOException {
    var socket =
        (SSLSocket)
            partner
                .tls()
                .getSocketFactory()
                .createSocket("localhost", Gateway.running().httpsPort());
    try {
      socket.setSoTimeout(LONGEST_MILLIS);
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      if (suites.length > 0) {
        socket.setEnabledCipherSuites(suites);
      }
      socket.startHandshake();
      return new Wire(socket);
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  public SSLSession session() {
    return socket.getSession();
  }

  /** Sends a GET that ends the connection and gives all that comes back. */
  public String get(String path) throws IOException {
    return send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + Gateway.running().httpsPort()
            + "\r\nConnection: close\r\n\r\n");
  }

  /** Sends this and gives all that comes back until the connection ends. */
  public String send(String text) throws IOException {
    write(text);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Sends this and waits for nothing. */
  public void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
