package be.schakel.fhir.out;

import be.schakel.fhir.guide.R4;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What the references within one Bundle lead to (R4 bundle, "Resolving references"). */
final class References {

  private static final Pattern RESTFUL = Pattern.compile("(https?://.*/)[A-Za-z]+/[^/]+");

  /** By address, and by type and id where no other has these. */
  private final Map<String, Resource> places = new HashMap<>();

  private final Map<Resource, String> addresses = new IdentityHashMap<>();
  private final Map<Resource, Resource> containers = new IdentityHashMap<>();

  /** By their ids, within what contains them. */
  private final Map<Resource, Map<String, Resource>> contained = new IdentityHashMap<>();

  /**
   * @param entries each with a resource; those without an address get one, and their references
   *     name what they lead to by its address
   * @param document what the new addresses follow from
   */
  References(List<BundleEntryComponent> entries, UUID document) {
    entries.forEach(entry -> place(entry, document));
    entries.forEach(entry -> lead(entry.getResource()));
  }

  private void place(BundleEntryComponent entry, UUID document) {
    var resource = entry.getResource();
    if (!entry.hasFullUrl()) {
      var name = document + "/" + addresses.size();
      entry.setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
    addresses.put(resource, entry.getFullUrl());
    name(entry.getFullUrl(), resource);
    if (resource.getIdPart() != null) {
      name(resource.fhirType() + "/" + resource.getIdPart(), resource);
    }
    if (resource instanceof DomainResource whole) {
      var parts = contained.computeIfAbsent(whole, any -> new HashMap<>());
      for (var part : whole.getContained()) {
        containers.put(part, whole);
        var name = "#" + part.getIdPart();
        parts.put(name, parts.containsKey(name) ? null : part);
      }
    }
  }

  /** Two of one name are nobody's. */
  private void name(String name, Resource resource) {
    places.put(name, places.containsKey(name) ? null : resource);
  }

  /**
   * A laboratory names its entries by {@code urn:uuid} and refers to them by type and id, which
   * leads nowhere for a client that goes by the rules.
   */
  private void lead(Resource resource) {
    for (var reference : R4.within(resource, Reference.class)) {
      // Whoever goes on from here would go through what is joined along every path to it
      reference.setResource(null);
      if (reference.hasReference() && !reference.getReference().startsWith("#")) {
        follow(reference, resource).map(addresses::get).ifPresent(reference::setReference);
      }
    }
  }

  /** The {@code fullUrl} of the entry that holds it. */
  String address(Resource resource) {
    return addresses.get(resource);
  }

  /**
   * @param from whose reference it is
   */
  Optional<Resource> follow(Reference reference, Resource from) {
    var place = reference.getReference();
    var whole = containers.getOrDefault(from, from);
    if (place == null) {
      return Optional.empty();
    } else if (place.startsWith("#")) {
      return Optional.ofNullable(contained.getOrDefault(whole, Map.of()).get(place));
    }
    return Optional.ofNullable(places.get(place(place, whole)));
  }

  /** A place that leads out of the Bundle; empty where it names none. */
  Optional<String> elsewhere(Reference reference, Resource from) {
    return ValueInWords.said(reference.getReference())
        .filter(place -> !place.startsWith("#"))
        .map(place -> place(place, containers.getOrDefault(from, from)));
  }

  private String place(String place, Resource whole) {
    var base = RESTFUL.matcher(addresses.getOrDefault(whole, ""));
    return base.matches() && !place.contains(":") ? base.group(1) + place : place;
  }
}
