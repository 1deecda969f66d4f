package be.schakel.partner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One place where an authority publishes its revocation list, and the newest list that came from
 * there.
 *
 * <p>An older list than the one held is not taken: replaying it would let a revoked certificate in
 * again. Lists fetched over HTTP are kept on disk too, so that a restart while the authority cannot
 * be reached shuts nobody out. Used by one thread at a time.
 */
final class RevocationSource {

  private static final int LARGEST = 32 * 1024 * 1024;
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(10).toMillis();
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final String address;
  private final Optional<Path> copy;
  private final Duration refresh;
  private List<RevocationList> lists = List.of();
  private byte[] content = new byte[0];
  private Instant next = Instant.MIN;
  private Optional<Instant> failingSince = Optional.empty();

  /**
   * @param address a file, or an http or https address
   * @param copies the directory for what is fetched over HTTP
   * @param refresh how often an address is asked; a file is looked at every time
   */
  RevocationSource(String address, Path copies, Duration refresh) {
    this.address = address;
    this.refresh = refresh;
    this.copy = remote() ? Optional.of(copies.resolve(name(address))) : Optional.empty();
  }

  String address() {
    return address;
  }

  List<RevocationList> lists() {
    return lists;
  }

  Optional<Instant> failingSince() {
    return failingSince;
  }

  /** Looks for a newer list when it is time to; true when there is one. */
  boolean look(Instant now) {
    var changed = lists.isEmpty() && takeCopy();
    if (now.isBefore(next)) {
      return changed;
    }
    try {
      var found = remote() ? fetch() : Files.readAllBytes(Path.of(address));
      changed |= take(found);
      failingSince = Optional.empty();
      next = remote() ? now.plus(refresh) : now;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException failed) {
      failingSince = failingSince.or(() -> Optional.of(now));
      next = remote() ? now.plus(RETRY) : now;
    }
    return changed;
  }

  private boolean take(byte[] found) throws IOException, GeneralSecurityException {
    if (Arrays.equals(found, content)) {
      return false;
    }
    var read = parsed(found);
    var replay =
        read.stream()
            .anyMatch(
                list ->
                    lists.stream()
                        .anyMatch(
                            held ->
                                held.sameAuthority(list)
                                    && list.thisUpdate().isBefore(held.thisUpdate())));
    if (replay) {
      throw new GeneralSecurityException("older than the list held");
    }
    lists = read;
    content = found;
    if (copy.isPresent()) {
      keep(copy.get(), found);
    }
    return true;
  }

  private boolean takeCopy() {
    if (copy.isEmpty()) {
      return false;
    }
    try {
      content = Files.readAllBytes(copy.get());
      lists = parsed(content);
      return true;
    } catch (NoSuchFileException firstTime) {
      return false;
    } catch (IOException | GeneralSecurityException spoilt) {
      content = new byte[0];
      return false;
    }
  }

  private static List<RevocationList> parsed(byte[] content) throws GeneralSecurityException {
    var lists = new ArrayList<RevocationList>();
    var read =
        CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(content));
    for (var list : read) {
      lists.add(new RevocationList((X509CRL) list));
    }
    if (lists.isEmpty()) {
      throw new GeneralSecurityException("no revocation list");
    }
    return List.copyOf(lists);
  }

  private byte[] fetch() throws IOException {
    var connection = URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    try (var body = connection.getInputStream()) {
      var found = body.readNBytes(LARGEST + 1);
      if (found.length > LARGEST) {
        throw new IOException("too large");
      }
      return found;
    }
  }

  private static void keep(Path copy, byte[] found) throws IOException {
    Files.createDirectories(copy.getParent());
    var written = Files.createTempFile(copy.getParent(), ".", ".part");
    Files.write(written, found);
    Files.move(written, copy, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean remote() {
    return address.startsWith("http://") || address.startsWith("https://");
  }

  private static String name(String address) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var digest = sha256.digest(address.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16) + ".crl";
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
