package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Eventually;
import testkit.Gateway;
import testkit.MortalGateway;
import testkit.Visitor;
import testkit.WithItsOwnGateway;

/**
 * The sequencer is killed at any moment: every receipt that was given stands for leaves of the one
 * tree, and all that the log ever showed are beginnings of that tree. Judged from outside alone, by
 * what was answered and published.
 */
@WithItsOwnGateway
class KilledLogIT {

  private static final System.Logger LOG = System.getLogger(KilledLogIT.class.getName());
  private static final int KILLS = Gateway.longDrills() ? 20 : 1;
  private static final int CLIENTS = 6;
  private static final int ANSWERED_FIRST = 10;
  private static final int LATEST_MILLIS = 2_500;
  private static final int HASH = 32;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  /** By the root that its receipt promises, the request. */
  private final Map<String, String> promised = new ConcurrentHashMap<>();

  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final long seed = Long.getLong("schakel.seed", System.nanoTime());

  @Test
  void everyReceiptHasItsLeafAndEveryCheckpointIsABeginningOfTheOneTree() throws Exception {
    LOG.log(System.Logger.Level.INFO, "again with -Dschakel.seed={0}", Long.toString(seed));
    var moments = new Random(seed);
    try (var gateway =
        new MortalGateway("killed-" + UUID.randomUUID().toString().substring(0, 8))) {
      gateway.start();
      for (int kill = 0; kill < KILLS; kill++) {
        loadUntilKilled(gateway, moments.nextInt(LATEST_MILLIS));
        see(published(gateway));
        gateway.start();
        everyCheckpointIsABeginningOfTheOneTree(gateway);
      }
    }
  }

  private String again() {
    return "seed " + seed;
  }

  private void loadUntilKilled(MortalGateway gateway, int millis) throws Exception {
    var hospital = Visitor.of(gateway, "uz-voorbeeld", "FOLLOW_UP_OWN", "physician");
    var anybody = Visitor.of(gateway, "auditor");
    var report = hospital.submit();
    var enough = new CountDownLatch(ANSWERED_FIRST);
    var clients = Executors.newFixedThreadPool(CLIENTS + 1);
    var working = new ArrayList<Future<?>>();
    for (int i = 0; i < CLIENTS; i++) {
      var submits = i == 0;
      working.add(
          clients.submit(
              () -> {
                while (true) {
                  var answer =
                      submits
                          ? hospital.post("/api/referrals", "application/json", Visitor.SMALLEST)
                          : hospital.get("/api/referrals/" + report);
                  var receipt = Visitor.receipt(answer).orElseThrow();
                  assertEquals(
                      1, receipt.path("count").asInt(), "one child, so its root is its leaf");
                  promised.put(receipt.path("root").asText(), submits ? "submitted" : "read");
                  enough.countDown();
                }
              }));
    }
    working.add(
        clients.submit(
            () -> {
              while (true) {
                var answer = anybody.get("/log/checkpoint");
                assertEquals(200, answer.statusCode());
                see(answer.body());
                see(published(gateway));
              }
            }));
    assertTrue(enough.await(120, TimeUnit.SECONDS), "the gateway answers");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    gateway.kill();
    clients.shutdown();
    for (var each : working) {
      var end = assertThrows(ExecutionException.class, () -> each.get(60, TimeUnit.SECONDS));
      assertInstanceOf(IOException.class, end.getCause(), "nothing but the kill ended it");
    }
  }

  /** The file that a node keeps outside the database. */
  private static String published(MortalGateway gateway) throws IOException {
    return Files.readString(gateway.home().resolve("log/checkpoint"));
  }

  private void see(String checkpoint) {
    shown.add(checkpoint);
  }

  private void everyCheckpointIsABeginningOfTheOneTree(MortalGateway gateway) throws Exception {
    var anybody = Visitor.of(gateway, "auditor");
    var key = Files.writeString(folder.resolve("log.vkey"), anybody.get("/log/vkey").body());
    var copy = folder.resolve("log");
    Eventually.holds(
        SOON,
        "every receipt has its leaf; " + again(),
        () -> missing(gateway, copy, key).isEmpty());
    see(anybody.get("/log/checkpoint").body());
    mirrored(gateway, copy, key);

    var roots = new TreeMap<Long, String>();
    for (var checkpoint : shown) {
      var lines = checkpoint.lines().toList();
      var size = Long.parseLong(lines.get(1));
      var other = roots.put(size, lines.get(2));
      assertTrue(
          other == null || other.equals(lines.get(2)),
          "two trees of size " + size + "; " + again());
      // What lies there is checked against the leaves: signature, and its root over its beginning
      Files.createDirectories(copy.resolve("checkpoints"));
      Files.writeString(copy.resolve("checkpoints").resolve(Long.toString(size)), checkpoint);
    }
    var verdict = Verdict.of("", "log", "--dir", copy, "--key", key);
    assertTrue(verdict.proven(), verdict.said() + again());
    LOG.log(
        System.Logger.Level.INFO,
        "{0} receipts, {1} checkpoints, up to size {2}",
        promised.size(),
        roots.size(),
        roots.lastKey());
  }

  private Set<String> missing(MortalGateway gateway, Path copy, Path key) {
    mirrored(gateway, copy, key);
    var left = new HashSet<>(promised.keySet());
    left.removeAll(leaves(copy));
    return left;
  }

  private void mirrored(MortalGateway gateway, Path copy, Path key) {
    var verdict =
        Verdict.of(
            "changeit",
            "mirror",
            "--url",
            gateway.uri("/log"),
            "--dir",
            copy,
            "--key",
            key,
            "--p12",
            gateway.pki("auditor.p12"),
            "--ca",
            gateway.pki("ca.pem"));
    assertTrue(verdict.proven(), verdict.said() + again());
  }

  /** The hashes of the lowest tiles, as they were fetched. */
  private static Set<String> leaves(Path copy) {
    var leaves = new HashSet<String>();
    try (Stream<Path> files = Files.walk(copy.resolve("tile/0"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var hashes = Files.readAllBytes(file);
        for (int at = 0; at < hashes.length; at += HASH) {
          leaves.add(
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(Arrays.copyOfRange(hashes, at, at + HASH)));
        }
      }
      return leaves;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
