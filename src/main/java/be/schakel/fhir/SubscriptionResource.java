package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.in.SubscriptionToNew;
import be.schakel.fhir.out.SubscriptionToFhir;
import be.schakel.notice.SubscriptionView;
import be.schakel.notice.Subscriptions;
import be.schakel.partner.Caller;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a partner wants to be told, as a FHIR Subscription: the same ones as in JSON. */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class SubscriptionResource {

  private static final String TYPE = "Subscription";

  @Inject Subscriptions subscriptions;
  @Inject Caller caller;
  @Inject Rendering rendering;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @POST
  @Path(TYPE)
  @Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  @Scope("system/Subscription.c")
  public Released<SubscriptionView> create(InputStream body) throws IOException {
    var given = SubscriptionToNew.parse(body);
    rendering.as(SubscriptionView.class, (view, language) -> SubscriptionToFhir.map(view));
    rendering.remarks(SubscriptionView.class, view -> given.remarks());
    try {
      var released = subscriptions.subscribe(caller, given.subscription());
      var made = released.location().orElseThrow().getPath().replaceFirst("^.*/", "");
      var place = URI.create(TYPE + "/" + made);
      var isNew = released.status() == Response.Status.CREATED.getStatusCode();
      return isNew ? released.created(place) : released.at(place);
    } catch (SchakelProblem problem) {
      throw problem.issues().isEmpty()
          ? problem
          : SchakelProblem.of(
              problem.issues().stream()
                  .map(issue -> new Issue(SubscriptionToNew.ENDPOINT, issue.code()))
                  .toList());
    }
  }

  @GET
  @Path(TYPE + "/{id}")
  @Scope("system/Subscription.r")
  public Released<SubscriptionView> read(@PathParam("id") UUID id) {
    rendering.as(SubscriptionView.class, (view, language) -> SubscriptionToFhir.map(view));
    return subscriptions.read(caller, id).orProblem();
  }

  @DELETE
  @Path(TYPE + "/{id}")
  @Scope("system/Subscription.d")
  public Released<SubscriptionView> delete(@PathParam("id") UUID id) {
    rendering.as(SubscriptionView.class, (view, language) -> SubscriptionToFhir.map(view));
    return subscriptions.end(caller, id).orProblem();
  }

  @GET
  @Path(TYPE)
  @Scope("system/Subscription.s")
  public Released<SubscriptionView> search() {
    rendering.as(SubscriptionView.class, (view, language) -> SubscriptionToFhir.map(view));
    rendering.links(new SearchLinks(publicUrl + "/fhir", TYPE, Map.of(), false));
    return subscriptions.list(caller);
  }
}
