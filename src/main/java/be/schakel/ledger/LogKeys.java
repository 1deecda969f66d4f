package be.schakel.ledger;

import be.schakel.vault.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The names of the log and the keys under which they sign. An epoch is a log of its own, so each
 * has its own name; the key pairs are the same.
 *
 * <p>While an old key and its successor are both there, both sign: who knows one of them can check.
 */
@ApplicationScoped
class LogKeys {

  private static final String ALIAS = "log";

  @Inject Keys keys;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  /** The public address without its scheme, plus {@code /log}, and the number of a later epoch. */
  String origin(int epoch) {
    var first = publicUrl.replaceFirst("^https?://", "") + "/log";
    return epoch == 0 ? first : first + "/" + epoch;
  }

  /** The epoch whose name that is. */
  Optional<Integer> epoch(String origin) {
    if (origin.equals(origin(0))) {
      return Optional.of(0);
    }
    return Optional.of(origin.substring(origin.lastIndexOf('/') + 1))
        .filter(number -> number.matches("[1-9]\\d{0,8}"))
        .map(Integer::parseInt)
        .filter(epoch -> origin.equals(origin(epoch)));
  }

  /** A text of that log, signed. */
  Note sign(int epoch, String text) {
    var signatures = new ArrayList<Note.Signature>();
    for (var pair : keys.pairs(ALIAS)) {
      if (pair.getPrivate() != null) {
        var key = VerifierKey.of(origin(epoch), pair.getPublic());
        signatures.add(new NoteSigner(key, pair.getPrivate()).sign(text));
      }
    }
    return new Note(text, signatures);
  }

  /**
   * The keys of a log, the present one first: the newest that signs. One that does not sign, or not
   * yet, comes after those that do.
   */
  List<VerifierKey> verifiers(int epoch) {
    return keys.pairs(ALIAS).stream()
        .sorted(Comparator.comparing(pair -> pair.getPrivate() == null))
        .map(pair -> VerifierKey.of(origin(epoch), pair.getPublic()))
        .toList();
  }

  /** Whether one of the log's keys signed it. */
  boolean signed(int epoch, Note note) {
    return verifiers(epoch).stream().anyMatch(key -> key.signed(note));
  }
}
