package be.schakel.fhir;

import be.schakel.fhir.out.SecurityLabels;
import be.schakel.fhir.out.Version;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Language;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * Which resource the released view of this request becomes. The resource class says it; the writer,
 * which alone opens views, does it.
 */
@RequestScoped
class Rendering {

  @Inject Exchange exchange;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  private BiFunction<Record, Language, Resource> one;
  private Function<Record, List<Resource>> beside = record -> List.of();
  private Function<Record, List<Issue>> remarks = record -> List.of();
  private Optional<SearchLinks> links = Optional.empty();

  /** A view of this kind becomes this resource. */
  <V extends Record> void as(Class<V> view, BiFunction<V, Language, Resource> resource) {
    one = (record, language) -> resource.apply(view.cast(record), language);
  }

  /** Whether a view becomes a resource at all: a document may be its bytes. */
  boolean makesResource() {
    return one != null;
  }

  /** Beside each view of a page stand these resources, which are in the view too. */
  <V extends Record> void include(Class<V> view, Function<V, List<Resource>> resources) {
    beside = record -> resources.apply(view.cast(record));
  }

  /** What was understood otherwise than it was written, where a view says so. */
  <V extends Record> void remarks(Class<V> view, Function<V, List<Issue>> told) {
    remarks = record -> told.apply(view.cast(record));
  }

  List<Issue> remarks(Record view) {
    return remarks.apply(view);
  }

  /** Several become a searchset with these links. */
  void links(SearchLinks given) {
    links = Optional.of(given);
  }

  Resource one(Record view, Language language) {
    var resource = one.apply(view, language);
    SecurityLabels.on(resource);
    return resource;
  }

  Resource page(List<? extends Record> views, Optional<String> next, Language language) {
    var page =
        links
            .orElseThrow()
            .in(exchange.conditions())
            .searchset(
                views.stream().map(view -> one(view, language)).toList(),
                views.stream().flatMap(view -> beside(view).stream()).toList(),
                next);
    SecurityLabels.together(page);
    return page;
  }

  private List<Resource> beside(Record view) {
    var resources = beside.apply(view);
    resources.forEach(SecurityLabels::on);
    return resources;
  }

  /** Where a resource is read. */
  String address(Resource resource) {
    return publicUrl + "/fhir/" + place(resource);
  }

  private static String place(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  /**
   * A page of versions, the newest first (R4 http, "history"). Each was made by an update, but the
   * first of all; that is not known of what shows no time and counts none.
   */
  Resource history(List<? extends Record> views, Optional<String> next, Language language) {
    var links = exchange.history().orElseThrow();
    var page = links.linked(BundleType.HISTORY, next);
    views.forEach(view -> page.addEntry(version(view, language)));
    SecurityLabels.together(page);
    if (views.isEmpty()) {
      return page;
    }
    var first = page.getEntry().get(page.getEntry().size() - 1);
    var isWhole = next.isEmpty() && !links.conditions().containsKey(Versioning.SINCE);
    if (isWhole && first.getResource().getMeta().hasLastUpdated() || made(first.getResource())) {
      first.getRequest().setMethod(HTTPVerb.POST).setUrl(first.getResource().fhirType());
      first.getResponse().setStatus("201");
    }
    return page;
  }

  /** Whether this is how it was made, as far as it says so itself. */
  private static boolean made(Resource version) {
    var since = version.getMeta().getLastUpdated();
    return switch (version.fhirType()) {
      case "ServiceRequest" ->
          since != null && since.equals(((ServiceRequest) version).getAuthoredOn());
      case "Task" -> since != null && since.equals(((Task) version).getAuthoredOn());
      default ->
          version.fhirType().equals(Versioning.COUNTED)
              && version.getMeta().getVersionId().equals("1");
    };
  }

  private BundleEntryComponent version(Record view, Language language) {
    var resource = versioned(one(view, language), view);
    return new BundleEntryComponent()
        .setFullUrl(address(resource))
        .setResource(resource)
        .setRequest(
            new BundleEntryRequestComponent().setMethod(HTTPVerb.PUT).setUrl(place(resource)))
        .setResponse(
            new BundleEntryResponseComponent()
                .setStatus("200")
                .setEtag(tag(resource))
                .setLastModified(resource.getMeta().getLastUpdated()));
  }

  /** The resource that a view became with its version, which does not depend on the language. */
  Resource versioned(Resource resource, Record view) {
    resource.getMeta().setVersionId(Version.of(one(view, Language.EN)));
    return resource;
  }

  static String tag(Resource versioned) {
    return "W/\"" + versioned.getMeta().getVersionId() + "\"";
  }
}
