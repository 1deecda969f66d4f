package testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small ICAP server (RFC 3507) on real sockets: it reads each request strictly, looks for one
 * word, and answers as the test has it do.
 */
public final class IcapServer implements AutoCloseable {

  /** What it takes for malware. */
  public static final String MALWARE = "this-is-what-the-test-calls-malware";

  /** How it answers. */
  public enum Manner {
    /** 204, as {@code Allow: 204} lets it. */
    NO_CONTENT,
    /** 200 with what it got, unchanged. */
    THE_SAME,
    /** 200 with what it got but for the last byte, and without a word about it. */
    CHANGED,
    /** 200 with the page of a proxy that blocks, and without a word about it. */
    BLOCKED,
    NOT_FOUND,
    BROKEN,
    NO_ICAP,
    /** Begins a line and goes away. */
    CUT,
    /** Goes away when it has a part of the request. */
    CUT_EARLY,
    /** Says 204 when it has a part of the request, and goes away. */
    HASTY,
    /** Takes everything and says nothing. */
    SILENT,
    /** Takes the connection and reads nothing. */
    DEAF
  }

  private static final int GLANCE_MILLIS = 20;

  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger scanned = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile Manner manner = Manner.NO_CONTENT;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile String fault = "";
  private volatile String head = "";
  private ServerSocket socket;
  private Thread listener;

  /** Listens at a free port. */
  public IcapServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = socket.getLocalPort();
    serve(socket);
  }

  public URI uri() {
    return URI.create("icap://localhost:" + port + "/avscan");
  }

  public IcapServer answering(Manner how) {
    manner = how;
    return this;
  }

  /** Nobody listens at its port any more, and who is connected is cut off. */
  public void goAway() throws IOException {
    socket.close();
    // Until then the port may take one more
    join(listener);
    for (var peer : open) {
      peer.close();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** It listens at the same port again. */
  public void comeBack() throws IOException {
    socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    serve(socket);
  }

  /** From now on it keeps each answer to itself until it is let go. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  public void letGo() {
    gate.countDown();
  }

  /** How many requests began to arrive. */
  public int begun() {
    return begun.get();
  }

  /** How many documents it looked at to their end. */
  public int scanned() {
    return scanned.get();
  }

  /** How many it was sent at the same time, at most. */
  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** What of a request was not as RFC 3507 has it; empty when all was well. */
  public String fault() {
    return fault;
  }

  /** The heads of the last request: ICAP, and the two of HTTP. */
  public String head() {
    return head;
  }

  private void serve(ServerSocket listening) {
    listener =
        daemon(
            () -> {
              while (!listening.isClosed()) {
                try {
                  var peer = listening.accept();
                  open.add(peer);
                  daemon(() -> answer(peer));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "icap");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void answer(Socket peer) {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    begun.incrementAndGet();
    try (peer) {
      answer(peer, new BufferedInputStream(peer.getInputStream()), peer.getOutputStream());
    } catch (IOException | RuntimeException wrong) {
      if (!(wrong instanceof IOException) || wrong instanceof Malformed) {
        fault = wrong.toString();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      atOnce.decrementAndGet();
      open.remove(peer);
    }
  }

  /** Whether who asked does not wait any more. */
  private static boolean gone(Socket peer, InputStream in) throws IOException {
    peer.setSoTimeout(GLANCE_MILLIS);
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException waits) {
      return false;
    }
  }

  private void answer(Socket peer, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    var how = manner;
    if (how == Manner.DEAF) {
      gate.await();
      return;
    }
    var icap = block(in);
    if (icap.startsWith("OPTIONS ")) {
      say(out, "200 OK", "Methods: RESPMOD\r\nAllow: 204\r\nEncapsulated: null-body=0\r\n");
      return;
    }
    require(icap.startsWith("RESPMOD " + uri() + " ICAP/1.0\r\n"), icap);
    require(icap.contains("\r\nAllow: 204\r\n"), icap);
    var request = block(in);
    var response = block(in);
    head = icap + request + response;
    var body = request.length() + response.length();
    require(
        icap.contains(
            "\r\nEncapsulated: req-hdr=0, res-hdr="
                + request.length()
                + ", res-body="
                + body
                + "\r\n"),
        icap);
    var bytes = body(in, how);
    while (gate.getCount() > 0 || how == Manner.SILENT) {
      if (gone(peer, in)) {
        return;
      }
    }
    scanned.incrementAndGet();
    if (bytes.toString(StandardCharsets.ISO_8859_1).contains(MALWARE)) {
      say(
          out,
          "200 OK",
          "X-Infection-Found: Type=0; Resolution=2; Threat=Proef.Virus-1;\r\n"
              + "Encapsulated: res-hdr=0, res-body=26\r\n");
      out.write(
          "HTTP/1.1 403 Forbidden\r\n\r\n2\r\nno\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return;
    }
    answer(out, how, bytes.toByteArray());
  }

  private static void answer(OutputStream out, Manner how, byte[] bytes) throws IOException {
    switch (how) {
      case NO_CONTENT, HASTY -> say(out, "204 No Content", "ISTag: \"proef\"\r\n");
      case THE_SAME -> given(out, "200 OK", bytes);
      case CHANGED -> {
        var other = bytes.clone();
        other[other.length - 1]++;
        given(out, "200 OK", other);
      }
      case BLOCKED -> given(out, "403 Forbidden", bytes);
      case NOT_FOUND -> say(out, "404 ICAP Service not found", "");
      case BROKEN -> say(out, "500 Server error", "");
      case NO_ICAP ->
          out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      case CUT, CUT_EARLY -> out.write("ICAP/1.0 2".getBytes(StandardCharsets.US_ASCII));
      case SILENT, DEAF -> throw new IllegalStateException("it says nothing");
    }
  }

  private static void given(OutputStream out, String status, byte[] bytes) throws IOException {
    var head = "HTTP/1.1 " + status + "\r\nVia: icap\r\n\r\n";
    say(out, "200 OK", "Encapsulated: res-hdr=0, res-body=" + head.length() + "\r\n");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    var half = bytes.length / 2;
    chunk(out, bytes, 0, half);
    chunk(out, bytes, half, bytes.length - half);
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void chunk(OutputStream out, byte[] bytes, int from, int length)
      throws IOException {
    if (length > 0) {
      out.write((Integer.toHexString(length) + "; x=1\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes, from, length);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void say(OutputStream out, String status, String headers) throws IOException {
    out.write(
        ("ICAP/1.0 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteArrayOutputStream body(InputStream in, Manner how) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var size = size(in); size > 0; size = size(in)) {
      bytes.write(in.readNBytes(size));
      require(line(in).equals("\r\n"), "no end of a chunk");
      if (how == Manner.CUT_EARLY || how == Manner.HASTY) {
        return bytes;
      }
    }
    require(line(in).equals("\r\n"), "no end of the body");
    return bytes;
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static String block(InputStream in) throws IOException {
    var block = new StringBuilder();
    String line;
    do {
      line = line(in);
      block.append(line);
    } while (!line.equals("\r\n"));
    return block.toString();
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    while (line.length() == 0 || line.charAt(line.length() - 1) != '\n') {
      var next = in.read();
      if (next < 0) {
        throw new EOFException("the client went away");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private static void require(boolean holds, String what) throws Malformed {
    if (!holds) {
      throw new Malformed(what);
    }
  }

  private static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  @Override
  public void close() throws IOException {
    letGo();
    goAway();
  }
}
