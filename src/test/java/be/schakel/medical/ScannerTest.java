package be.schakel.medical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.medical.Scanner.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testkit.IcapServer;
import testkit.IcapServer.Manner;

/** What an ICAP server says of a document, whatever way it says it. */
class ScannerTest {

  private static final int PIECE = 64 * 1024;
  private static final Verdict CLEAN = new Verdict(true, Optional.empty());
  private static final Verdict KEPT = new Verdict(false, Optional.empty());

  private final ExecutorService aside = Executors.newCachedThreadPool();
  private IcapServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new IcapServer();
  }

  @AfterEach
  void end() throws IOException {
    server.close();
    aside.shutdownNow();
  }

  private Verdict verdict(byte[] bytes) throws IOException {
    return verdict(bytes, Duration.ofSeconds(20));
  }

  private Verdict verdict(byte[] bytes, Duration patience) throws IOException {
    return scanner(server.uri(), patience).look(stored(bytes), Documents.sha256().digest(bytes));
  }

  private Scanner scanner(URI service, Duration patience) {
    return new Scanner(Optional.of(service), patience, aside);
  }

  private static DocumentBytes stored(byte[] bytes) {
    return new DocumentBytes(
        (out, range) -> {
          for (var from = 0; from < bytes.length; from += PIECE) {
            out.write(bytes, from, Math.min(PIECE, bytes.length - from));
          }
        },
        bytes.length);
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] bad() {
    return ("a " + IcapServer.MALWARE + " b").getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_CONTENT", "THE_SAME"})
  void whatComesBackAsItWasIsClean(Manner manner) throws IOException {
    server.answering(manner);

    assertEquals(CLEAN, verdict(bytes(1)));
    assertEquals(CLEAN, verdict(bytes(3_000_000)));
    assertEquals("", server.fault());
    assertFalse(server.head().contains("image"), "no type, no name");
  }

  @Test
  void whatIsNamedIsFound() throws IOException {
    assertEquals(new Verdict(false, Optional.of("Proef.Virus-1")), verdict(bad()));
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANGED", "BLOCKED"})
  void whatComesBackOtherwiseIsKept(Manner manner) throws IOException {
    server.answering(manner);

    assertEquals(KEPT, verdict(bytes(100_000)));
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "BROKEN", "NO_ICAP", "CUT", "CUT_EARLY", "HASTY"})
  void whatSaysNothingOfTheWholeDocumentIsNoVerdict(Manner manner) {
    server.answering(manner);

    assertThrows(IOException.class, () -> verdict(bytes(20_000_000)));
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "DEAF"})
  void scannerThatHangsIsWaitedForAsLongAsIsSaid(Manner manner) {
    server.hold();
    server.answering(manner);
    var begun = System.nanoTime();

    assertThrows(IOException.class, () -> verdict(bytes(20_000_000), Duration.ofMillis(300)));

    assertTrue(Duration.ofNanos(System.nanoTime() - begun).compareTo(Duration.ofSeconds(10)) < 0);
  }

  @Test
  void scannerThatIsAwayIsNoVerdict() throws IOException {
    server.goAway();

    assertThrows(IOException.class, () -> verdict(bytes(9)));
  }

  @Test
  void onlyPiecesAreFetchedAndOnlyAsTheyGo() throws IOException {
    var fetched = new AtomicLong();
    server.answering(Manner.DEAF);
    server.hold();
    var size = 50L * 1024 * 1024;
    var endless =
        new DocumentBytes(
            (OutputStream out, ByteRange range) -> {
              var piece = new byte[PIECE];
              for (long sent = 0; sent < size; sent += PIECE) {
                fetched.addAndGet(PIECE);
                out.write(piece, 0, PIECE);
              }
            },
            size);

    assertThrows(
        IOException.class,
        () ->
            scanner(server.uri(), Duration.ofMillis(300))
                .look(endless, Documents.sha256().digest()));

    // No more than what lies in the buffers of two sockets
    assertTrue(fetched.get() < size / 2, () -> "fetched " + fetched);
  }

  @Test
  void nameOfAThreatIsOfPlainSigns() throws IOException {
    assertEquals(
        Optional.of("Proef.Virus-1"),
        verdict(Arrays.copyOf(bad(), 70_000)).threat(),
        "a name, not a text");
  }
}
