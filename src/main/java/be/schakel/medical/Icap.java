package be.schakel.medical;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One document on its way through a scanner, by ICAP (RFC 3507): a response modification of which
 * only the verdict counts. The bytes go as they come; no more than a piece is in memory.
 *
 * <p>The scanner has to answer 204 to what it lets through, as it may when {@code Allow: 204} is
 * sent (4.6); whatever else it answers lets nothing through.
 */
final class Icap implements AutoCloseable {

  private static final int PORT = 1344;
  private static final int LONGEST_LINE = 8 * 1024;
  private static final String END = "\r\n";

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  private Icap(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream());
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * @param service such as {@code icap://scanner.example:1344/avscan}
   * @param patience for the connection, and for each answer
   */
  static Icap open(URI service, Duration patience) throws IOException {
    var socket = new Socket();
    try {
      var port = service.getPort() < 0 ? PORT : service.getPort();
      socket.connect(
          new InetSocketAddress(service.getHost(), port), Math.toIntExact(patience.toMillis()));
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      var icap = new Icap(socket);
      icap.head(service);
      return icap;
    } catch (IOException unreachable) {
      socket.close();
      throw unreachable;
    }
  }

  /** Neither name nor type nor child: the scanner sees bytes and nothing else. */
  private void head(URI service) throws IOException {
    var request = "GET /document HTTP/1.1" + END + "Host: schakel" + END + END;
    var response = "HTTP/1.1 200 OK" + END + "Content-Type: application/octet-stream" + END + END;
    out.write(
        ascii(
            "RESPMOD "
                + service
                + " ICAP/1.0"
                + END
                + "Host: "
                + service.getHost()
                + END
                + "Allow: 204"
                + END
                + "Connection: close"
                + END
                + "Encapsulated: req-hdr=0, res-hdr="
                + request.length()
                + ", res-body="
                + (request.length() + response.length())
                + END
                + END
                + request
                + response));
  }

  void write(byte[] bytes, int length) throws IOException {
    if (length > 0) {
      out.write(ascii(Integer.toHexString(length) + END));
      out.write(bytes, 0, length);
      out.write(ascii(END));
    }
  }

  /** Whether it lets the document through; asked when all of it was written. */
  boolean clean() throws IOException {
    out.write(ascii("0" + END + END));
    out.flush();
    var status = line().split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("ICAP/1.")) {
      throw new IOException("no ICAP");
    }
    return switch (status[1]) {
      case "204" -> true;
      case "200" -> false;
      default -> throw new IOException("ICAP status " + status[1]);
    };
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("no ICAP");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
