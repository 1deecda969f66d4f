package be.schakel.medical;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One document on its way through a scanner, by ICAP (RFC 3507): a response modification of which
 * only the verdict counts. One thread sends while another one waits for the answer, since a scanner
 * may begin to answer before it has everything (4.3.2); no more than a piece is in memory.
 *
 * <p>No preview and no {@code OPTIONS} before it: a server has to do without either (4.5, 4.10). A
 * 204 lets through, as it may when {@code Allow: 204} is sent (4.6); so does a 200 that gives back
 * the same bytes. All that it changes counts as found, and so does what it names in {@code
 * X-Infection-Found}, {@code X-Virus-ID} or {@code X-Violations-Found}.
 */
final class Icap implements AutoCloseable {

  private static final int PORT = 1344;
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_LINES = 200;
  private static final String END = "\r\n";
  private static final Pattern THREAT = Pattern.compile("Threat=([^;]+)");

  /**
   * What it says.
   *
   * @param threat what it found, as it calls it
   */
  record Answer(boolean clean, Optional<String> threat) {}

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final long until;

  private Icap(Socket socket, long until) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream());
    this.in = new BufferedInputStream(socket.getInputStream());
    this.until = until;
  }

  /**
   * @param service such as {@code icap://scanner.example:1344/avscan}
   * @param patience for all of it
   */
  static Icap open(URI service, Duration patience) throws IOException {
    var until = System.nanoTime() + patience.toNanos();
    var socket = new Socket();
    try {
      var port = service.getPort() < 0 ? PORT : service.getPort();
      socket.connect(
          new InetSocketAddress(service.getHost(), port), Math.toIntExact(patience.toMillis()));
      return new Icap(socket, until);
    } catch (IOException unreachable) {
      socket.close();
      throw unreachable;
    }
  }

  /** Sends all of it; ends with an exception when the connection is closed meanwhile. */
  void send(URI service, DocumentBytes bytes) throws IOException {
    head(service);
    bytes.writeTo(new Chunked());
    out.write(ascii("0" + END + END));
    out.flush();
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

  /**
   * The answer, as soon as it is there.
   *
   * @param digest computes the SHA-256 of what comes back
   * @param expected that of what was sent
   * @throws IOException when there is none in time, or one that says nothing of the document
   */
  Answer answer(MessageDigest digest, byte[] expected) throws IOException {
    var status = line().split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("ICAP/1.")) {
      throw new IOException("no ICAP");
    }
    var headers = headers();
    return switch (status[1]) {
      case "204" -> new Answer(true, Optional.empty());
      case "200" -> {
        var found =
            Stream.of("x-infection-found", "x-virus-id", "x-violations-found")
                .flatMap(name -> Optional.ofNullable(headers.get(name)).stream())
                .findFirst();
        yield found.isPresent()
            ? new Answer(false, found.map(Icap::threat))
            : new Answer(sameCameBack(headers, digest, expected), Optional.empty());
      }
      default -> throw new IOException("ICAP status " + status[1]);
    };
  }

  private static String threat(String header) {
    var named = THREAT.matcher(header);
    return (named.find() ? named.group(1) : header).strip();
  }

  /** Whether a 200 without a finding gives back what was sent. */
  private boolean sameCameBack(Map<String, String> icap, MessageDigest digest, byte[] expected)
      throws IOException {
    var parts = icap.getOrDefault("encapsulated", "").toLowerCase(Locale.ROOT);
    if (!parts.contains("res-hdr") || !parts.contains("-body")) {
      throw new IOException("no answer about a response");
    }
    var status = line().split(" ", 3);
    headers();
    if (status.length < 2 || !status[1].equals("200")) {
      return false;
    }
    if (!parts.contains("null-body")) {
      for (var size = chunk(); size > 0; size = chunk()) {
        read(size, digest);
        line();
      }
    }
    return MessageDigest.isEqual(digest.digest(), expected);
  }

  private int chunk() throws IOException {
    try {
      return Integer.parseInt(line().split("[; ]", 2)[0], 16);
    } catch (NumberFormatException noChunk) {
      throw new IOException("no chunk", noChunk);
    }
  }

  private void read(int size, MessageDigest digest) throws IOException {
    var piece = new byte[LONGEST_LINE];
    for (var left = size; left > 0; ) {
      waitNoLonger();
      var count = in.read(piece, 0, Math.min(left, piece.length));
      if (count < 0) {
        throw new EOFException();
      }
      digest.update(piece, 0, count);
      left -= count;
    }
  }

  /** By their names in small letters. */
  private Map<String, String> headers() throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      if (headers.size() > MOST_LINES) {
        throw new IOException("no ICAP");
      }
    }
    return headers;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = next(); next != '\n'; next = next()) {
      if (line.length() > LONGEST_LINE) {
        throw new IOException("no ICAP");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private int next() throws IOException {
    waitNoLonger();
    var next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  /** A scanner that says a word now and then does not last for ever either. */
  private void waitNoLonger() throws IOException {
    var left = Duration.ofNanos(until - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout(Math.toIntExact(left));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Each piece that is written is a chunk (RFC 3507 4.4.3). */
  private final class Chunked extends OutputStream {

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > 0) {
        out.write(ascii(Integer.toHexString(length) + END));
        out.write(bytes, from, length);
        out.write(ascii(END));
      }
    }
  }
}
