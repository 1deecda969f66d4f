package be.schakel.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a copy of a log: fetches what is missing, checks all of it, and only then takes the new
 * checkpoint for the one it knows. A log that shows less than before, or something else, is told,
 * and what it showed is kept as evidence.
 */
final class Mirror {

  static final Set<String> OPTIONS =
      Set.of("url", "dir", "p12", "password-file", "ca", "key", "witness", "quorum");

  /** Where the checkpoints that were followed by newer ones lie, each named by its size. */
  static final String EARLIER = "checkpoints";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int LARGEST = 17 << 20;
  private static final int FOUND = 200;
  private static final int ABSENT = 404;

  private final Options options;
  private final Report report;
  private final Trust trust;
  private final String prefix;
  private final Path folder;
  private final HttpClient client;

  Mirror(Options options, Report report, InputStream in) {
    this.options = options;
    this.report = report;
    trust = options.trust();
    prefix = options.required("url").replaceFirst("/+$", "") + "/";
    folder = options.file("dir");
    client =
        HttpClient.newBuilder()
            .sslContext(Tls.context(options, report, in))
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  int run() {
    var bytes = fetch("checkpoint").orElseThrow(() -> missing("checkpoint"));
    var newest = Checkpoint.parse(bytes, prefix + "checkpoint");
    trust.check(newest, prefix + "checkpoint");
    var known = folder.resolve("checkpoint");
    var before =
        Files.exists(known) ? Optional.of(Checks.read(known)) : Optional.<Checkpoint>empty();
    try {
      before.ifPresent(older -> Checks.notLess(older, newest));
      fetchMissing(newest.size());
      var log = LogFolder.of(folder);
      var checks = new Checks(options, report);
      checks.wholeLog(log, newest, trust);
      before.ifPresent(older -> checks.grown(older, newest, log));
    } catch (NotProven ends) {
      if (ends.exit() == NotProven.DISPROVEN) {
        var kept = "conflict-" + newest.size() + "-" + newest.root().hex(8) + ".checkpoint";
        write(kept, bytes);
        report.tell("mirror.conflict", folder.resolve(kept));
      }
      throw ends;
    }
    before
        .filter(older -> older.size() < newest.size())
        .ifPresent(older -> write(EARLIER + "/" + older.size(), Input.read(known)));
    write("checkpoint", bytes);
    return report.proven();
  }

  private void fetchMissing(long size) {
    var missing = new ArrayList<Tiles.Place>();
    for (var level : Tiles.levels(size)) {
      for (long tile = 0; tile < Tiles.tiles(level, size); tile++) {
        missing.add(Tiles.hashes(level, tile, size));
      }
    }
    for (long bundle = 0; bundle < Tiles.tiles(0, size); bundle++) {
      missing.add(Tiles.entries(bundle, size));
    }
    var log = new LogFolder(folder);
    missing.removeIf(log::has);
    report.tell("mirror.missing", missing.size());
    var done = 0;
    var progress = report.progress("mirror.progress");
    for (var place : missing) {
      fetch(place);
      done++;
      progress.at((long) done * Tiles.WIDTH, (long) missing.size() * Tiles.WIDTH);
    }
  }

  /** A partial tile may be gone once the full one is there (C2SP tlog-tiles). */
  private void fetch(Tiles.Place place) {
    var path = place.path();
    var found = fetch(path);
    if (found.isEmpty() && place.width() < Tiles.WIDTH) {
      path = place.full();
      found = fetch(path);
    }
    write(path, found.orElseThrow(() -> missing(place.path())));
  }

  private Optional<byte[]> fetch(String path) {
    try {
      var request = HttpRequest.newBuilder(URI.create(prefix + path)).timeout(ANSWER).build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        if (answer.statusCode() == ABSENT) {
          return Optional.empty();
        }
        if (answer.statusCode() != FOUND) {
          throw NotProven.unusable("mirror.status", prefix + path, answer.statusCode());
        }
        var bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
          throw NotProven.unusable("file.large", prefix + path);
        }
        return Optional.of(bytes);
      }
    } catch (IOException | IllegalArgumentException unreachable) {
      throw NotProven.unusable(
          "mirror.unreachable", prefix + path, unreachable.getClass().getSimpleName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw NotProven.unusable("stopped");
    }
  }

  private NotProven missing(String path) {
    return NotProven.unusable("mirror.status", prefix + path, ABSENT);
  }

  private void write(String path, byte[] bytes) {
    try {
      Safely.write(folder.resolve(path), bytes);
    } catch (IOException unwritable) {
      throw NotProven.unusable("file.unwritable", folder.resolve(path));
    }
  }
}
