package be.schakel.edge;

import be.schakel.vault.Keys;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Where a list goes on, as callers hold it: sealed by every list that passes over what its reader
 * may not see, since the place may be of such a thing. What comes back in an address is opened
 * before anything reads it, so that a list knows its places in their plain form alone. Thread safe.
 */
@Provider
@PreMatching
@Priority(Priorities.HEADER_DECORATOR)
@ApplicationScoped
public class Bookmarks implements ContainerRequestFilter {

  /** What it is called in an address and a body of the JSON face. */
  static final String CURSOR = "cursor";

  /** The same over FHIR, whose parameters about a page begin so. */
  public static final String FHIR_CURSOR = "_cursor";

  private static final List<String> NAMES = List.of(CURSOR, FHIR_CURSOR);
  private static final String USE = "bookmark";

  @Inject Keys keys;

  public Bookmarks() {}

  /** Outside a container. */
  public Bookmarks(Keys keys) {
    this.keys = keys;
  }

  /** A place in a list, by its text, to be given out. */
  public String sealed(Object place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keys.seal(USE, place.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The place that was given out so. What never was stays as it is: the list refuses what is none
   * of its places, and whoever makes one up learns nothing by it.
   */
  public String opened(String bookmark) {
    try {
      return new String(
          keys.open(USE, Base64.getUrlDecoder().decode(bookmark)), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | IllegalStateException notOurs) {
      return bookmark;
    }
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var uri = request.getUriInfo();
    Map<String, List<String>> query = uri.getQueryParameters();
    if (NAMES.stream().anyMatch(query::containsKey)) {
      var opened = uri.getRequestUriBuilder();
      for (var name : NAMES) {
        if (query.containsKey(name)) {
          opened.replaceQueryParam(
              name, query.get(name).stream().map(this::written).toArray(Object[]::new));
        }
      }
      request.setRequestUri(uri.getBaseUri(), opened.build());
    }
  }

  /** As it stands in an address, where a brace would be a place to be filled in. */
  private String written(String bookmark) {
    return URLEncoder.encode(opened(bookmark), StandardCharsets.UTF_8);
  }
}
