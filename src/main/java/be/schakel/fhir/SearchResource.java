package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.AnyQuery;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.out.CancellationToFhir;
import be.schakel.fhir.out.InvestigationToFhir;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.mano.Deadlines;
import be.schakel.mano.ManoView;
import be.schakel.partner.Caller;
import be.schakel.referral.Reading;
import be.schakel.referral.ReferralPart;
import be.schakel.referral.ReferralView;
import be.schakel.referral.When;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The search interaction: only ever among what the caller may see. By POST also for the number of a
 * child, which never stands in an address.
 */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class SearchResource {

  private static final String REQUESTS = "ServiceRequest";
  private static final String TASKS = "Task";

  @Inject Reading reading;
  @Inject Deadlines deadlines;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Negotiation negotiation;
  @Context UriInfo address;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @GET
  @Path(REQUESTS)
  @AnyQuery
  @Scope("system/ServiceRequest.s")
  public Released<ReferralView> requests() {
    return requests(address.getQueryParameters(), false);
  }

  @POST
  @Path(REQUESTS + "/_search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @AnyQuery
  @Scope("system/ServiceRequest.s")
  public Released<ReferralView> requests(MultivaluedMap<String, String> form) {
    return requests(negotiation.together(form, address), true);
  }

  @GET
  @Path(TASKS)
  @AnyQuery
  @Scope("system/Task.s")
  public Released<? extends Record> tasks() {
    return tasks(address.getQueryParameters(), false);
  }

  @POST
  @Path(TASKS + "/_search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @AnyQuery
  @Scope("system/Task.s")
  public Released<? extends Record> tasks(MultivaluedMap<String, String> form) {
    return tasks(negotiation.together(form, address), true);
  }

  private Released<ReferralView> requests(Map<String, List<String>> given, boolean post) {
    rendering.as(ReferralView.class, ReferralToFhir::listed);
    rendering.links(links(REQUESTS, given));
    if (SearchParameters.includesChildren(given)) {
      rendering.include(ReferralView.class, ReferralToFhir::subjects);
    }
    return reading.search(caller, SearchParameters.query(REQUESTS, given, post));
  }

  private Released<? extends Record> tasks(Map<String, List<String>> asked, boolean post) {
    var given = new OwnAddress(publicUrl).relative(asked, "focus");
    if (InvestigationSearch.asked(given)) {
      rendering.as(ManoView.class, InvestigationToFhir::task);
      rendering.links(links(TASKS, given));
      return deadlines.search(caller, InvestigationSearch.of(given)).orProblem();
    }
    if (CancellationSearch.asked(given)) {
      var found = links(TASKS, given);
      rendering.as(
          ReferralView.class,
          (view, language) ->
              found.searchset(CancellationToFhir.all(view, language), List.of(), Optional.empty()));
      var report = CancellationSearch.report(given);
      return reading.read(caller, report, ReferralPart.CANCELLATIONS, When.NOW).orProblem();
    }
    rendering.as(ReferralView.class, StatusToFhir::task);
    rendering.links(links(TASKS, given));
    return reading.search(caller, SearchParameters.query(TASKS, given, post), ReferralPart.STATUS);
  }

  private SearchLinks links(String type, Map<String, List<String>> given) {
    var person = given.keySet().stream().anyMatch(SearchParameters.BY_PERSON::contains);
    return new SearchLinks(publicUrl + "/fhir", type, SearchParameters.linkable(given), person);
  }
}
