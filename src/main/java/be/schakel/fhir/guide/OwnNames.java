package be.schakel.fhir.guide;

import be.schakel.partner.IdentifierType;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses of ours that a sender may write, by what they are addresses of. A stranger's may be
 * passed over; one that is almost ours was meant to be read, and would say the opposite where it is
 * lost, such as of an address that is to be kept secret. Pure.
 */
public enum OwnNames {
  EXTENSIONS(OwnExtensions.urls()),
  CODE_SYSTEMS(KnownCodes.systems()),
  IDENTIFIERS(numbers());

  /**
   * However it is written: with another scheme or none, in capitals, in another folder. It never
   * goes back, since a sender may write a million signs.
   */
  private static final Pattern OURS =
      Pattern.compile(
          "\\W*+(?:https?:\\W*+)?(?:www\\.)?"
              + Pattern.quote(URI.create(Systems.OWN).getHost())
              + "(?![\\w.-]).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** No name is as long; what lies beyond makes nothing nearer. */
  private static final int LONGEST = 40;

  /** Nor is any address, by far. */
  private static final int LOOKED_AT = 255;

  private final Set<String> known;

  OwnNames(Set<String> known) {
    this.known = new TreeSet<>(known);
  }

  /** Whether it claims to be one of ours and is none: told of, with the one that is nearest. */
  public boolean misses(JsonNode address, String path, Consumer<Issue> found) {
    var text = address.asText();
    if (known.contains(text) || !OURS.matcher(text).matches()) {
      return false;
    }
    found.accept(new Issue(path, Code.NOT_IN_GUIDE, nearest(text)));
    return true;
  }

  private String nearest(String address) {
    var name = name(address);
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(name, name(each))))
        .orElseThrow();
  }

  /** Its last part, without version and slash at the end. */
  private static String name(String address) {
    var begun = address.strip();
    var name =
        begun
            .substring(0, Math.min(LOOKED_AT, begun.length()))
            .replaceFirst("\\|.*$", "")
            .replaceFirst("/+$", "");
    name = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.substring(0, Math.min(LONGEST, name.length()));
  }

  /** Levenshtein: the characters to change, add or leave out. */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (var i = 1; i <= one.length(); i++) {
      var before = row[0];
      row[0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var changed = before + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        before = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  private static Set<String> numbers() {
    var systems = new TreeSet<String>();
    Guide.packaged()
        .all("NamingSystem")
        .forEach(system -> systems.addAll(system.path("uniqueId").findValuesAsText("value")));
    Stream.of(IdentifierType.values()).map(IdentifierType::system).forEach(systems::add);
    return systems;
  }
}
