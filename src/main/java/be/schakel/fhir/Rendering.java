package be.schakel.fhir;

import be.schakel.vocabulary.Language;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which resource the released view of this request becomes. The resource class says it; the writer,
 * which alone opens views, does it.
 */
@RequestScoped
class Rendering {

  private BiFunction<Record, Language, Resource> one;
  private Optional<SearchLinks> links = Optional.empty();

  /** A view of this kind becomes this resource. */
  <V extends Record> void as(Class<V> view, BiFunction<V, Language, Resource> resource) {
    one = (record, language) -> resource.apply(view.cast(record), language);
  }

  /** Several become a searchset with these links. */
  void links(SearchLinks given) {
    links = Optional.of(given);
  }

  Resource one(Record view, Language language) {
    return one.apply(view, language);
  }

  Resource page(List<? extends Record> views, Optional<String> next, Language language) {
    return links
        .orElseThrow()
        .searchset(views.stream().map(view -> one(view, language)).toList(), next);
  }
}
