package be.schakel.fhir;

import be.schakel.edge.Bookmarks;
import be.schakel.edge.PersonInUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;

/**
 * A page of what a search found, or of a history, with its links: self, and where to go on. There
 * is never a total: it would tell of what the caller may not see.
 *
 * @param base the address of the FHIR face
 * @param conditions those that may stand in an address, and so in a link
 * @param post the search had a condition about a person, so it goes on by POST: the same body to
 *     the address of the link
 */
record SearchLinks(String base, String type, Map<String, List<String>> conditions, boolean post) {

  static final String CURSOR = Bookmarks.FHIR_CURSOR;

  SearchLinks {
    var open = new TreeMap<>(conditions);
    // The door would refuse such an address: a sender's own reference can be a child's number
    post |=
        open.entrySet()
            .removeIf(
                each ->
                    each.getValue().stream()
                        .anyMatch(
                            value -> PersonInUrl.found("", each.getKey() + "=" + encoded(value))));
    conditions = Map.copyOf(open);
  }

  /** The same, asked for in this form; what was posted says its form itself. */
  SearchLinks in(Map<String, List<String>> form) {
    var all = new TreeMap<>(conditions);
    all.putAll(post ? Map.of() : form);
    return new SearchLinks(base, type, all, post);
  }

  /**
   * @param beside what stands with them without being found
   */
  Bundle searchset(List<Resource> found, List<Resource> beside, Optional<String> next) {
    var bundle = linked(BundleType.SEARCHSET, next);
    found.forEach(resource -> add(bundle, resource, SearchEntryMode.MATCH));
    beside.forEach(resource -> add(bundle, resource, SearchEntryMode.INCLUDE));
    return bundle;
  }

  /** A page with its links, still empty. */
  Bundle linked(BundleType type, Optional<String> next) {
    var bundle = new Bundle().setType(type);
    links(next)
        .forEach((relation, address) -> bundle.addLink().setRelation(relation).setUrl(address));
    return bundle;
  }

  /** The addresses of a page by their relation to it. */
  Map<String, String> links(Optional<String> next) {
    var links = new LinkedHashMap<String, String>();
    links.put("self", link(conditions));
    next.ifPresent(
        cursor -> {
          var more = new TreeMap<>(post ? Map.<String, List<String>>of() : conditions);
          more.put(CURSOR, List.of(cursor));
          links.put("next", link(more));
        });
    return links;
  }

  private void add(Bundle bundle, Resource resource, SearchEntryMode mode) {
    var place = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    bundle
        .addEntry()
        .setFullUrl(base + "/" + place)
        .setResource(resource)
        .getSearch()
        .setMode(mode);
  }

  private String link(Map<String, List<String>> parameters) {
    var address = base + "/" + type + (post ? "/_search" : "");
    var query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .flatMap(
                    each ->
                        each.getValue().stream().map(value -> each.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    return query.isEmpty() ? address : address + "?" + query;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
