package be.schakel.partner;

import be.schakel.vocabulary.PartnerKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must hold between the entries of a registry: nothing twice, no link that leads nowhere or in
 * a circle. It looks at the document, so it also finds these when single entries are wrong.
 */
final class RegistryCheck {

  private final List<Place> partners;
  private final Map<String, String> kinds = new TreeMap<>();
  private final Map<String, Set<String>> earlier = new HashMap<>();

  private RegistryCheck(List<Place> partners) {
    this.partners = partners;
  }

  /** Notes the faults at their places. */
  static void check(Place root) {
    var check = new RegistryCheck(root.at("partners").items());
    check.codes();
    check.thumbprints();
    check.territories();
    check.links();
    check.engagements(root.at("engagements").items());
  }

  private void codes() {
    for (var partner : partners) {
      var code = partner.at("code").raw().orElse("");
      if (kinds.put(code, partner.at("kind").raw().orElse("")) != null && !code.isEmpty()) {
        partner.at("code").fault("another partner has this code");
      }
    }
  }

  private void thumbprints() {
    var seen = new HashSet<Thumbprint>();
    for (var partner : partners) {
      for (var certificate : partner.at("certificates").items()) {
        var place = certificate.at("thumbprint");
        var thumbprint = place.raw().flatMap(Thumbprint::parse);
        if (thumbprint.isPresent() && !seen.add(thumbprint.get())) {
          place.fault("this thumbprint is registered twice");
        }
      }
    }
  }

  private void territories() {
    var seen = new HashSet<String>();
    for (var partner : partners) {
      var active = partner.at("status").raw().filter(status -> !status.equals("ACTIVE")).isEmpty();
      var region = partner.at("region").raw();
      if (active && region.isPresent() && !seen.add(region.get())) {
        partner.at("region").fault("another active centre has this region");
      }
    }
  }

  private void links() {
    for (var partner : partners) {
      var code = partner.at("code").raw().orElse("");
      for (var processor : partner.at("processors").items()) {
        other(processor, code);
      }
      for (var link : partner.at("successorOf").items()) {
        other(link.at("code"), code);
        link.at("code")
            .raw()
            .ifPresent(other -> earlier.computeIfAbsent(code, none -> new HashSet<>()).add(other));
      }
    }
    for (var partner : partners) {
      var code = partner.at("code").raw().orElse("");
      if (reaches(code, code, new HashSet<>())) {
        partner.at("successorOf").fault("leads back to this partner");
      }
    }
  }

  private void other(Place place, String self) {
    var code = place.raw();
    if (code.filter(self::equals).isPresent()) {
      place.fault("is this partner itself");
    } else if (code.isPresent() && !kinds.containsKey(code.get())) {
      place.fault("no partner has this code");
    }
  }

  private boolean reaches(String from, String target, Set<String> seen) {
    for (var next : earlier.getOrDefault(from, Set.of())) {
      var circle = next.equals(target) && !from.equals(target);
      if (circle || seen.add(next) && reaches(next, target, seen)) {
        return true;
      }
    }
    return false;
  }

  private void engagements(List<Place> engagements) {
    var seen = new HashSet<String>();
    for (var engagement : engagements) {
      var id = engagement.at("id").raw();
      if (id.isPresent() && !seen.add(id.get())) {
        engagement.at("id").fault("another engagement has this id");
      }
      kind(engagement.at("auditor"), PartnerKind.AUDITOR);
      for (var centre : engagement.at("centres").items()) {
        kind(centre, PartnerKind.VK);
      }
    }
  }

  private void kind(Place place, PartnerKind expected) {
    var code = place.raw();
    if (code.isPresent() && !expected.name().equals(kinds.get(code.get()))) {
      place.fault("no partner of kind " + expected + " has this code");
    }
  }
}
