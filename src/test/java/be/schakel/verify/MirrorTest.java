package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log fetched from a server of the test's own, again and again. */
class MirrorTest {

  @TempDir Path folder;

  private final TestLog log = TestLog.ofVectors(700);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Path served;
  private Path kept;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    served = folder.resolve("served");
    kept = folder.resolve("kept");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/log/",
        exchange -> {
          try (exchange) {
            var path = exchange.getRequestURI().getPath().substring("/log/".length());
            asked.add(path);
            var file = served.resolve(path);
            if (!Files.isRegularFile(file)) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            var bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Ran mirror() {
    return Ran.of("mirror", "--url", url(), "--dir", kept, "--key", log.vkey());
  }

  private String url() {
    var address = server.getAddress();
    return "http://" + address.getHostString() + ":" + address.getPort() + "/log";
  }

  @Test
  void onlyWhatIsMissingIsFetched() throws Exception {
    log.write(served, 300);
    mirror().proven().saying("5 files to fetch").saying("All 300 entries");
    asked.clear();

    mirror().proven().saying("0 files to fetch");
    assertEquals(List.of("checkpoint"), asked);
    asked.clear();

    log.write(served, 600);
    mirror().proven().saying("begins with the tree of 300");
    assertFalse(asked.contains("tile/0/000"), asked::toString);
    assertTrue(asked.contains("tile/0/001"), asked::toString);
    assertTrue(Files.exists(kept.resolve("checkpoints/300")));
    Ran.of("log", "--dir", kept, "--key", log.vkey()).proven();
  }

  @Test
  void aRewoundLogShowsAndIsKeptAsEvidence() throws Exception {
    log.write(served, 300);
    mirror().proven();
    log.write(served, 200);

    mirror().disproven().saying("went back from 300 entries to 200").saying("kept as evidence");
    assertEquals(log.checkpoint(300), Files.readString(kept.resolve("checkpoint")));
    try (var files = Files.list(kept)) {
      assertTrue(files.anyMatch(file -> file.toString().contains("conflict-200-")));
    }
  }

  @Test
  void aRewrittenLogShows() throws Exception {
    log.write(served, 300);
    mirror().proven();
    var rewritten = TestLog.ofVectors(280);
    for (int i = 280; i < 400; i++) {
      rewritten.add(new byte[] {(byte) i});
    }
    rewritten.write(served, 400);

    mirror().disproven().saying("the past was changed");
    assertEquals(log.checkpoint(300), Files.readString(kept.resolve("checkpoint")));
  }

  @Test
  void twoTreesOfOneSizeShow() throws Exception {
    log.write(served, 300);
    mirror().proven();
    var forked = TestLog.ofVectors(299).add(new byte[] {1});
    forked.write(served, 300);

    mirror().disproven().saying("two different trees of 300");
  }

  @Test
  void aFullTileIsTakenWhereThePartialOneIsGone() throws Exception {
    log.write(served, 600);
    log.write(served, 300);
    Files.delete(served.resolve("tile/0/001.p/44"));
    Files.delete(served.resolve("tile/entries/001.p/44"));

    mirror().proven().saying("All 300 entries");
    assertTrue(asked.containsAll(List.of("tile/0/001.p/44", "tile/0/001")), asked::toString);
  }

  @Test
  void whatTheLogDoesNotServeIsSaid() throws Exception {
    log.write(served, 300);
    Files.delete(served.resolve("tile/entries/000"));
    mirror().unusable().saying("tile/entries/000 answered 404");
    assertFalse(Files.exists(kept.resolve("checkpoint")), "an unchecked checkpoint is not kept");
    server.stop(0);
    mirror().unusable().saying("could not be fetched");
    Ran.of("mirror", "--url", "::", "--dir", kept, "--key", log.vkey()).unusable();
    var noKeys = folder.resolve("no.p12");
    Files.writeString(noKeys, "no keys");
    Ran.of("mirror", "--url", url(), "--dir", kept, "--key", log.vkey(), "--p12", noKeys)
        .unusable()
        .saying("The certificate, its password or the authority");
  }
}
