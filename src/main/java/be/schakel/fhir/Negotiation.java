package be.schakel.fhir;

import be.schakel.consent.Policies;
import be.schakel.edge.Arrival;
import be.schakel.edge.Bookmarks;
import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.policy.SearchRules.Effect;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out in which form a request came and in which its answer is wanted (R4 http, "Content Types
 * and encodings"), and takes that out of the request: whoever serves it knows JSON alone, and no
 * format among its conditions. So it does with the part of each resource that is wanted, where the
 * table of search rules has a place for it; elsewhere that is a parameter nobody knows.
 *
 * <p>A {@code Binary} is a document of any type, which is its reader's own affair, so its headers
 * stay.
 */
@Provider
@PreMatching
@ApplicationScoped
public class Negotiation implements ContainerRequestFilter {

  static final String FORMAT = "_format";
  private static final String PRETTY = "_pretty";
  private static final String PREFER = "Prefer";
  private static final String OFFERED = MediaTypes.FHIR_JSON + ", " + MediaTypes.FHIR_XML;
  private static final Set<String> OWN = Set.of(FORMAT, PRETTY);

  /** A plus that a client forgot to encode arrives as a space. */
  private static final Pattern UNENCODED = Pattern.compile("^([a-zA-Z]+/[a-zA-Z]+) (?=[a-zA-Z])");

  private static final Pattern RETURN =
      Pattern.compile(
          "(?:^|[,;\\s])return\\s*=\\s*\"?(minimal|representation|OperationOutcome)\"?(?=$|[,;\\s])",
          Pattern.CASE_INSENSITIVE);

  @Inject Arrival arrival;
  @Inject Exchange exchange;
  @Inject Bookmarks bookmarks;
  @Inject Policies policies;

  @Override
  public void filter(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath();
    var binary = path.matches("/?Binary(/[^$]*)?");
    if (!binary) {
      in(request);
      accepted(request);
    }
    address(request, path);
    preference(request, path);
  }

  private void in(ContainerRequestContext request) {
    var type = Optional.ofNullable(request.getMediaType());
    var form = type.flatMap(MediaTypes::form);
    if (type.filter(MediaTypes::isOfAnotherVersion).isPresent()) {
      // JAX-RS would take it for ours
      throw SchakelProblem.of(Code.UNSUPPORTED_MEDIA_TYPE, MediaTypes.OF_THIS_VERSION);
    }
    form.ifPresent(
        known -> {
          exchange.in(known);
          request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaTypes.FHIR_JSON);
        });
  }

  /** What is not offered stays, and is refused by who serves the place. */
  private void accepted(ContainerRequestContext request) {
    var accepted = request.getAcceptableMediaTypes();
    var form = accepted.stream().flatMap(type -> form(type).stream()).findFirst();
    if (form.isEmpty() && accepted.stream().anyMatch(MediaTypes::isFhir)) {
      // Of ours there is none that it names in this version
      throw SchakelProblem.of(Code.NOT_ACCEPTABLE, MediaTypes.OF_THIS_VERSION);
    }
    form.ifPresent(
        wanted -> {
          exchange.out(wanted);
          request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaTypes.FHIR_JSON);
        });
  }

  private static Optional<Form> form(MediaType accepted) {
    return accepted.isCompatible(MediaType.valueOf(MediaTypes.FHIR_JSON))
            && (accepted.isWildcardType() || accepted.isWildcardSubtype())
        ? Optional.of(Form.JSON)
        : MediaTypes.form(accepted);
  }

  private void address(ContainerRequestContext request, String path) {
    var query = request.getUriInfo().getQueryParameters();
    var own = own(path);
    arrival.readsAhead(own);
    if (own.stream().noneMatch(query::containsKey)) {
      return;
    }
    read(type(path), query, own)
        .ifPresent(
            form -> request.getHeaders().putSingle(HttpHeaders.ACCEPT, accept(request, form)));
    var base = request.getUriInfo().getBaseUri();
    var rest = request.getUriInfo().getRequestUriBuilder();
    own.forEach(name -> rest.replaceQueryParam(name, (Object[]) null));
    if (base.getPath().equals(request.getUriInfo().getRequestUri().getPath() + "/")) {
      rest.path("/");
    }
    request.setRequestUri(base, rest.build());
  }

  /**
   * Only who asks for a Binary reads the header again, to see that the resource is wanted, also
   * where the document is of that type itself.
   */
  private static String accept(ContainerRequestContext request, Form form) {
    return request.getUriInfo().getPath().matches("/?Binary/[^$]*")
        ? form.mediaType() + "; " + BinaryWriter.WRAPPER + "=1"
        : MediaTypes.FHIR_JSON;
  }

  /**
   * The conditions of a search by POST, which may stand in both places (R4 http, "search"), without
   * what they say of the form of the answer.
   */
  Map<String, List<String>> together(MultivaluedMap<String, String> form, UriInfo address) {
    var all = new MultivaluedHashMap<>(form);
    var own = own(address.getPath());
    read(type(address.getPath()), form, own);
    own.forEach(all::remove);
    all.computeIfPresent(
        SearchLinks.CURSOR,
        (name, places) -> new ArrayList<>(places.stream().map(bookmarks::opened).toList()));
    address.getQueryParameters().forEach((name, values) -> all.addAll(name, values));
    return all;
  }

  /** What at this place is about the form of the answer. */
  private Set<String> own(String path) {
    var place = "/fhir/" + path.replaceFirst("^/", "").replaceFirst("/(?!_search$)[^/]+$", "/{id}");
    var parts = new TreeSet<>(OWN);
    policies.current().searchRules().all().stream()
        .filter(rule -> rule.effect() == Effect.PART)
        .flatMap(rule -> rule.parameters().stream())
        .filter(parameter -> parameter.startsWith(place + "?"))
        .forEach(parameter -> parts.add(parameter.substring(place.length() + 1)));
    return parts;
  }

  private static String type(String path) {
    return path.replaceFirst("^/", "").replaceFirst("/.*", "");
  }

  private Optional<Form> read(String type, Map<String, List<String>> parameters, Set<String> own) {
    var words = new TreeMap<String, String>();
    Stream.of(Subset.SUMMARY, Subset.ELEMENTS)
        .filter(own::contains)
        .forEach(name -> single(parameters, name).ifPresent(word -> words.put(name, word)));
    if (!words.isEmpty()) {
      exchange.subset(
          Subset.of(
              type,
              Optional.ofNullable(words.get(Subset.SUMMARY)),
              Optional.ofNullable(words.get(Subset.ELEMENTS))),
          words);
    }
    single(parameters, PRETTY).ifPresent(value -> exchange.pretty(bool(value)));
    var word = single(parameters, FORMAT);
    var form = word.map(Negotiation::form);
    form.ifPresent(wanted -> exchange.format(wanted, word.get()));
    return form;
  }

  private static Optional<String> single(Map<String, List<String>> parameters, String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
    }
    return values.stream().findFirst();
  }

  private static boolean bool(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, PRETTY, "true, false");
    }
    return value.equals("true");
  }

  private static Form form(String word) {
    return switch (word) {
      case "json" -> Form.JSON;
      case "xml" -> Form.XML;
      default -> {
        var type = mediaType(UNENCODED.matcher(word).replaceFirst("$1+"));
        yield type.flatMap(MediaTypes::form)
            .orElseThrow(() -> SchakelProblem.of(Code.NOT_ACCEPTABLE, offered(type)));
      }
    };
  }

  private static String offered(Optional<MediaType> instead) {
    return instead.filter(MediaTypes::isOfAnotherVersion).isPresent()
        ? MediaTypes.OF_THIS_VERSION
        : OFFERED;
  }

  private static Optional<MediaType> mediaType(String word) {
    try {
      return Optional.of(MediaType.valueOf(word));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Of a read or a search the resources are all there is to give. */
  private void preference(ContainerRequestContext request, String path) {
    var writes =
        Set.of(HttpMethod.POST, HttpMethod.PUT).contains(request.getMethod())
            && !path.endsWith("_search");
    if (!writes) {
      return;
    }
    request.getHeaders().getOrDefault(PREFER, List.of()).stream()
        .map(RETURN::matcher)
        .filter(Matcher::find)
        .findFirst()
        .ifPresent(
            found ->
                exchange.wanted(
                    switch (found.group(1).charAt(0)) {
                      case 'm', 'M' -> Return.MINIMAL;
                      case 'o', 'O' -> Return.OPERATION_OUTCOME;
                      default -> Return.REPRESENTATION;
                    }));
  }
}
