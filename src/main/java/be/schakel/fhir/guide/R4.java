package be.schakel.fhir.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/** FHIR R4 as HAPI knows it: built once for the process, since it takes a second. */
public final class R4 {

  /** Thread-safe; a parser made from it is not, so each call makes its own. */
  public static final FhirContext CONTEXT = FhirContext.forR4();

  private R4() {}

  /**
   * Every element of a type in a resource, and in what it contains. Not in what its references lead
   * to: HAPI joins these within a Bundle, and its own walk goes along every path there is.
   */
  public static <T extends Base> List<T> within(Resource whole, Class<T> type) {
    var found = new ArrayList<T>();
    walk(whole, type, found);
    return found;
  }

  private static <T extends Base> void walk(Base place, Class<T> type, List<T> found) {
    if (type.isInstance(place)) {
      found.add(type.cast(place));
    }
    for (var property : place.children()) {
      property.getValues().forEach(value -> walk(value, type, found));
    }
  }

  public static IParser json() {
    return CONTEXT.newJsonParser().setOverrideResourceIdWithBundleEntryFullUrl(false);
  }

  public static IParser xml() {
    return CONTEXT.newXmlParser().setOverrideResourceIdWithBundleEntryFullUrl(false);
  }
}
