package be.schakel.medical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ICAP service does not let through is not stored. */
class ScannerTest {

  private static final String BAD = "this-is-what-the-test-calls-malware";

  /** A small ICAP server on a real socket: reads one request, and gives one answer to it. */
  private static final class Service implements AutoCloseable {

    private final ServerSocket socket;
    private final CompletableFuture<String> head = new CompletableFuture<>();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    Service(String answer) throws IOException {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      var thread = new Thread(() -> serve(answer));
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(String answer) {
      try (var peer = socket.accept()) {
        var in = peer.getInputStream();
        head.complete(block(in) + block(in) + block(in));
        var bytes = new ByteArrayOutputStream();
        for (var size = size(in); size > 0; size = size(in)) {
          bytes.write(in.readNBytes(size));
          line(in);
        }
        body.complete(bytes.toByteArray());
        var bad = bytes.toString(StandardCharsets.ISO_8859_1).contains(BAD);
        var said = bad ? "ICAP/1.0 200 OK\r\nX-Infection-Found: Type=0;\r\n\r\n" : answer;
        peer.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException gone) {
        head.completeExceptionally(gone);
        body.completeExceptionally(gone);
      }
    }

    private static String block(InputStream in) throws IOException {
      var block = new StringBuilder();
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        block.append(line).append('\n');
      }
      return block.append('\n').toString();
    }

    private static int size(InputStream in) throws IOException {
      return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
      var line = new StringBuilder();
      for (var next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the client went away");
        }
        line.append((char) next);
      }
      return line.toString().strip();
    }

    Scanner scanner() {
      return ScannerTest.scanner("icap://localhost:" + socket.getLocalPort() + "/avscan");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Scanner scanner(String service) {
    var scanner = new Scanner();
    scanner.service = Optional.ofNullable(service).map(URI::create);
    return scanner;
  }

  @Test
  void whatIsCleanGoesThroughPieceByPiece() throws Exception {
    var bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    try (var service = new Service("ICAP/1.0 204 No Content\r\n\r\n");
        var scan = service.scanner().begin()) {
      var piece = 0;
      for (var from = 0; from < bytes.length; from += piece) {
        piece = Math.min(64 * 1024, bytes.length - from);
        scan.write(Arrays.copyOfRange(bytes, from, from + piece), piece);
      }
      scan.finish();

      assertArrayEquals(bytes, service.body.get());
      var head = service.head.get();
      assertTrue(head.startsWith("RESPMOD icap://localhost:"), head);
      assertTrue(head.contains("\nAllow: 204\n"), head);
      var offsets = head.substring(head.indexOf("res-hdr=") + 8).split("[^0-9]+");
      var request = "GET /document HTTP/1.1\r\nHost: schakel\r\n\r\n";
      assertEquals(Integer.toString(request.length()), offsets[0]);
      assertFalse(head.contains("image"), "no type, no name");
    }
  }

  @Test
  void whatIsFoundIsRefused() throws IOException {
    try (var service = new Service("ICAP/1.0 204 No Content\r\n\r\n")) {
      assertEquals(Code.MALWARE_FOUND, refusal(service.scanner(), "a " + BAD + " b"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ICAP/1.0 404 ICAP Service not found\r\n\r\n",
        "ICAP/1.0 500 Server error\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "ICAP/1.0",
        ""
      })
  void whatNobodyLookedAtIsRefusedToo(String answer) throws IOException {
    try (var service = new Service(answer)) {
      assertEquals(Code.SCANNER_UNAVAILABLE, refusal(service.scanner(), "clean"));
    }
  }

  @Test
  void scannerThatIsAwayIsUnavailable() throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertEquals(
        Code.SCANNER_UNAVAILABLE, refusal(scanner("icap://localhost:" + port + "/x"), "clean"));
  }

  @Test
  void withoutScannerNothingIsAsked() {
    assertDoesNotThrow(() -> scanner(null).check(BAD.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Code refusal(Scanner scanner, String bytes) {
    return assertThrows(
            SchakelProblem.class, () -> scanner.check(bytes.getBytes(StandardCharsets.US_ASCII)))
        .code();
  }
}
