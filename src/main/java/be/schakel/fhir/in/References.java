package be.schakel.fhir.in;

import be.schakel.vocabulary.Insz;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the references inside one Bundle lead: by {@code fullUrl} (R4 Bundle, "Resolving references
 * in Bundles"), and, because real senders write them so, by {@code Type/id}, by the UUID of a
 * {@code urn:uuid} and by a {@code urn:uuid} in capitals.
 */
final class References {

  private static final Pattern RELATIVE =
      Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/[^/]*)?");
  private static final Pattern CONTAINED = Pattern.compile("\\.contained\\[\\d+]$");
  private static final String URN = "urn:uuid:";

  private final Map<String, Element> byUrl = new HashMap<>();
  private final Map<String, Element> byPlace = new HashMap<>();
  private final Map<String, Element> byTypeAndId = new HashMap<>();

  /** The places of the Patients, once all are there and one is asked for. */
  private final Map<Insz, Set<String>> byNumber = new HashMap<>();

  private boolean counted;

  private final Map<String, String> urls = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Set<String> served = new HashSet<>();
  private final Set<String> used = new HashSet<>();

  /**
   * What a reference leads to.
   *
   * @param exact as R4 says; otherwise it was understood all the same
   */
  record Found(Element resource, boolean exact) {

    String type() {
      return resource.node().path("resourceType").asText();
    }
  }

  /**
   * @return whether its {@code fullUrl} was taken already
   */
  boolean add(Optional<String> fullUrl, Element resource) {
    var type = resource.node().path("resourceType").asText();
    var id = resource.node().path("id").asText();
    byPlace.put(resource.path(), resource);
    if (!id.isEmpty()) {
      known(type + "/" + id, resource);
    }
    if (fullUrl.isEmpty()) {
      return false;
    }
    var url = fullUrl.get();
    urls.put(resource.path(), url);
    if (isName(url)) {
      known(url.toLowerCase(Locale.ROOT), resource);
      known(type + "/" + url.substring(URN.length()), resource);
    } else {
      relative(url)
          .ifPresent(
              relative -> {
                known(relative, resource);
                served.add(relative);
              });
    }
    return byUrl.put(url, resource) != null;
  }

  /**
   * @param reference a literal reference, or the URL of an attachment
   * @param within the resource it stands in, whose contained resources it may name
   */
  Optional<Found> resolve(String reference, Element within) {
    var found =
        reference.startsWith("#") ? contained(reference, within) : inBundle(reference.strip());
    found.ifPresent(target -> used.add(target.resource().path()));
    return found;
  }

  /** The one Patient with a national number; none where several have it. */
  Optional<Found> numbered(Insz number) {
    if (!counted) {
      counted = true;
      byPlace.values().stream()
          .filter(resource -> resource.is("resourceType", "Patient"))
          .forEach(this::number);
    }
    var patients = List.copyOf(byNumber.getOrDefault(number, Set.of()));
    if (patients.size() != 1) {
      return Optional.empty();
    }
    used.add(patients.get(0));
    return Optional.of(new Found(byPlace.get(patients.get(0)), false));
  }

  private void number(Element patient) {
    patient.all("identifier").stream()
        .flatMap(identifier -> PatientToChild.number(identifier).stream())
        .forEach(
            number -> byNumber.computeIfAbsent(number, any -> new HashSet<>()).add(patient.path()));
  }

  /** The {@code fullUrl} of a resource. */
  Optional<String> url(Element resource) {
    return Optional.ofNullable(urls.get(resource.path()));
  }

  /** Whether anything led there. */
  boolean used(Element resource) {
    return used.contains(resource.path());
  }

  /** Contained resources may name each other by way of what contains them all. */
  private Optional<Found> contained(String reference, Element within) {
    var container = CONTAINED.matcher(within.path()).replaceFirst("");
    var matches =
        byPlace.getOrDefault(container, within).all("contained").stream()
            .filter(resource -> resource.is("id", reference.substring(1)))
            .toList();
    return matches.size() == 1 ? Optional.of(new Found(matches.get(0), true)) : Optional.empty();
  }

  private Optional<Found> inBundle(String reference) {
    var exact = byUrl.get(reference);
    if (exact != null) {
      return Optional.of(new Found(exact, true));
    }
    return (isName(reference)
            ? Optional.of(reference.toLowerCase(Locale.ROOT))
            : relative(reference))
        .filter(name -> !ambiguous.contains(name))
        .map(byTypeAndId::get)
        .map(resource -> new Found(resource, served.contains(reference)));
  }

  private void known(String typeAndId, Element resource) {
    var before = byTypeAndId.put(typeAndId, resource);
    if (before != null && !before.path().equals(resource.path())) {
      ambiguous.add(typeAndId);
    }
  }

  private static boolean isName(String url) {
    return url.regionMatches(true, 0, URN, 0, URN.length());
  }

  private static Optional<String> relative(String url) {
    var match = RELATIVE.matcher(url);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
