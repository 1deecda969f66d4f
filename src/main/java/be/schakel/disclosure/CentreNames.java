package be.schakel.disclosure;

import be.schakel.vault.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an entry calls the centre of a case where an address is secret (H8): its recipient can open
 * the entry, and the centre would tell where the child is.
 *
 * <p>A keyed hash, so that only the gateway can tell which centre it is. A centre has {@value
 * #NAMES} of them, and which one stands on a case is a keyed hash too: two cases with different
 * names say nothing about each other, and those of one centre rarely have the same. There are few
 * enough that a search within a centre names them all. Thread safe.
 */
@ApplicationScoped
public class CentreNames {

  private static final String USE = "centre";
  private static final String HIDDEN = "~";
  private static final int NAMES = 64;
  private static final int BYTES = 16;

  @Inject Keys keys;

  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  /** Whether an entry calls its centre by a name that tells nobody which one it is. */
  public static boolean isHidden(String centre) {
    return centre.startsWith(HIDDEN);
  }

  /** What an entry under way says, until it is appended, of a centre that must not be told. */
  static String toHide(String code) {
    return HIDDEN + code;
  }

  /** The entry as it may be appended. */
  DisclosureEntry hiding(DisclosureEntry entry) {
    return entry
        .vk()
        .filter(CentreNames::isHidden)
        .map(
            centre -> {
              var code = centre.substring(HIDDEN.length());
              var bucket = hash("case", entry.referral().map(UUID::toString).orElse(""))[0];
              return entry.with(Optional.of(name(code, Math.floorMod(bucket, NAMES))));
            })
        .orElse(entry);
  }

  /** All that entries call these centres: their codes and their names. */
  Set<String> all(Collection<String> codes) {
    var all = new TreeSet<>(codes);
    codes.forEach(code -> all.addAll(names(code)));
    return all;
  }

  /** The code of each of the names of these centres. */
  Map<String, String> codes(Collection<String> codes) {
    var byName = new TreeMap<String, String>();
    codes.forEach(code -> names(code).forEach(name -> byName.put(name, code)));
    return byName;
  }

  private Set<String> names(String code) {
    return known.computeIfAbsent(
        code,
        centre -> {
          var names = new TreeSet<String>();
          for (int i = 0; i < NAMES; i++) {
            names.add(name(centre, i));
          }
          return Set.copyOf(names);
        });
  }

  private String name(String code, int number) {
    var hash = Arrays.copyOf(hash("name", code, Integer.toString(number)), BYTES);
    return HIDDEN + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private byte[] hash(String... words) {
    return keys.keyedHash(USE, Arrays.asList(words));
  }
}
