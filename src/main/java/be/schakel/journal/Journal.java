package be.schakel.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * A file of lines, one for each restriction of the database, that only grows. Every node keeps a
 * whole one of its own.
 *
 * <p>Beside it stands its head: how many lines it has and until when it is complete, so that a file
 * that was cut or put back is noticed.
 *
 * <p>Thread safe. One process at a time writes to a file.
 */
@ApplicationScoped
public class Journal {

  /** A transaction ends sooner, so a row recorded before then is seen now or never. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SINCE =
      """
      select id, recorded_at, relation, content::text as content from restriction
       where recorded_at >= :since order by recorded_at, id""";

  @Inject
  @ConfigProperty(
      name = "schakel.journal.file",
      defaultValue = "${schakel.home}/journal/restrictions.ndjson")
  String file;

  @Inject Jdbi db;

  public Journal() {}

  /** A journal outside a container. */
  Journal(Path file, Jdbi db) {
    this.file = file.toString();
    this.db = db;
  }

  private final Set<UUID> kept = new HashSet<>();
  private Instant keptUntil = Instant.EPOCH;

  /** What became of a restriction that was replayed. */
  public enum Replayed {
    /** The database had it. */
    KNOWN,
    /** The database had lost it, and has it again. */
    REPEATED,
    /** It is about what this database has never had. */
    WITHOUT_OBJECT
  }

  private record Head(long lines, Instant completeUntil) {}

  /**
   * Reads the file, and repeats in the database every restriction that it has lost.
   *
   * @return how many of each
   * @throws IOException when a line does not read: nothing is taken from a file that somebody
   *     changed
   */
  public synchronized Map<Replayed, Integer> replay() throws IOException {
    var found = new EnumMap<Replayed, Integer>(Replayed.class);
    kept.clear();
    var path = Path.of(file);
    if (!Files.exists(path)) {
      return found;
    }
    cutTornLine(path);
    try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
      for (var line : (Iterable<String>) lines::iterator) {
        var restriction = read(line, kept.size() + 1);
        kept.add(UUID.fromString(restriction.get("id").textValue()));
        found.merge(repeat(restriction), 1, Integer::sum);
      }
    }
    return found;
  }

  private Replayed repeat(ObjectNode restriction) {
    return db.withHandle(
        handle ->
            handle
                .createQuery("select repeat_restriction(:relation, :content::jsonb)")
                .bind("relation", restriction.get("relation").textValue())
                .bind("content", restriction.get("content").toString())
                .mapTo(Replayed.class)
                .one());
  }

  /**
   * Adds what the file does not have yet, and returns when it is on the disk.
   *
   * @param now from when on the caller has seen every earlier restriction committed
   * @throws UncheckedIOException when the disk does not take it
   */
  public synchronized void keep(Instant now) {
    var since = keptUntil.equals(Instant.EPOCH) ? keptUntil : keptUntil.minus(LONGEST_TRANSACTION);
    var missing =
        db.withHandle(
            handle ->
                handle
                    .createQuery(SINCE)
                    .bind("since", since.atOffset(ZoneOffset.UTC))
                    .map(
                        (row, context) ->
                            Map.entry(
                                row.getObject("id", UUID.class),
                                line(
                                    row.getString("id"),
                                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                                    row.getString("relation"),
                                    row.getString("content"))))
                    .list());
    var added = missing.stream().filter(each -> !kept.contains(each.getKey())).toList();
    try {
      append(added.stream().map(Map.Entry::getValue).toList());
      added.forEach(each -> kept.add(each.getKey()));
      store(new Head(kept.size(), now));
      keptUntil = now;
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  /** Whether the file has every restriction that was made until then. */
  public synchronized boolean completeUntil(Instant moment) throws IOException {
    var head = head();
    return head.isPresent()
        && head.get().lines() == kept.size()
        && !head.get().completeUntil().isBefore(moment);
  }

  private void append(List<String> lines) throws IOException {
    var path = Path.of(file);
    if (lines.isEmpty() && Files.exists(path)) {
      return;
    }
    Files.createDirectories(path.getParent());
    try (var channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var bytes = ByteBuffer.wrap(String.join("", lines).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A process that was killed while it wrote: the line is still in the database. */
  private static void cutTornLine(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var end = channel.size();
      var last = ByteBuffer.allocate(1);
      while (end > 0) {
        last.clear();
        channel.read(last, end - 1);
        if (last.get(0) == '\n') {
          break;
        }
        end--;
      }
      channel.truncate(end);
    }
  }

  private static String line(String id, Instant at, String relation, String content) {
    try {
      var line = JSON.createObjectNode();
      line.put("id", id);
      line.put("at", at.toString());
      line.put("relation", relation);
      line.set("content", JSON.readTree(content));
      return line + "\n";
    } catch (JsonProcessingException cannotHappen) {
      throw new IllegalStateException("a restriction is no JSON");
    }
  }

  private static ObjectNode read(String line, int number) throws IOException {
    try {
      if (JSON.readTree(line) instanceof ObjectNode restriction
          && restriction.path("id").isTextual()
          && restriction.path("relation").isTextual()
          && restriction.path("content").isObject()) {
        return restriction;
      }
    } catch (JsonProcessingException unreadable) {
      // Said below without its text, which would quote the line
    }
    throw new IOException("schakel.journal.file has a line that does not read: " + number);
  }

  private Path headFile() {
    return Path.of(file + ".head");
  }

  private void store(Head head) throws IOException {
    var next = Path.of(file + ".head.next");
    Files.writeString(next, head.lines() + " " + head.completeUntil() + "\n");
    Files.move(
        next, headFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Optional<Head> head() throws IOException {
    if (!Files.exists(headFile())) {
      return Optional.empty();
    }
    var words = Files.readString(headFile()).strip().split(" ");
    try {
      return Optional.of(new Head(Long.parseLong(words[0]), Instant.parse(words[1])));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
