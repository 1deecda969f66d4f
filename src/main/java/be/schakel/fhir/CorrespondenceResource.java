package be.schakel.fhir;

import be.schakel.disclosure.Released;
import be.schakel.edge.IdempotencyKey;
import be.schakel.edge.Scope;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.in.CommunicationToNew;
import be.schakel.fhir.in.TaskToCancellation;
import be.schakel.fhir.out.CancellationToFhir;
import be.schakel.fhir.out.Coded;
import be.schakel.fhir.out.CommunicationToFhir;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.AdditionView;
import be.schakel.referral.Correspondence;
import be.schakel.referral.FollowUp;
import be.schakel.referral.Reading;
import be.schakel.referral.ReferralPart;
import be.schakel.referral.ReferralView;
import be.schakel.referral.When;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;

/**
 * What centre and submitter ask each other about a report (FHIR Clinical Order Workflows):
 * questions and answers as Communications, a request to stop as a Task. The same ones as in JSON.
 */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class CorrespondenceResource {

  private static final String TYPE = "Communication";

  @Inject Correspondence correspondence;
  @Inject FollowUp followUp;
  @Inject Reading reading;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Exchange exchange;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  /** Of a centre a question, of a submitter an answer. */
  @POST
  @Path(TYPE)
  @Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  @Scope({"system/Task.u", "system/ServiceRequest.c"})
  public Released<AdditionView> communicate(
      @HeaderParam(IdempotencyKey.HEADER) IdempotencyKey header, InputStream body)
      throws IOException {
    var given = CommunicationToNew.parse(caller.partner().kind(), body);
    var key = IdempotencyKey.of(header);
    rendering.as(AdditionView.class, (view, language) -> stored(given, view));
    rendering.remarks(
        AdditionView.class,
        view ->
            Stream.concat(given.remarks().stream(), given.located(view.warnings()).stream())
                .toList());
    try {
      var said =
          given.question().isPresent()
              ? correspondence.ask(caller, given.report(), given.question().get(), key)
              : followUp.develop(
                  caller, given.report(), given.answer().orElseThrow(), key, Optional.empty());
      return said.orProblem().answered(201);
    } catch (SchakelProblem problem) {
      throw given.located(problem);
    }
  }

  /** That it was stored, to whoever may not read what it said; that is read at its own address. */
  private static Communication stored(CommunicationToNew given, AdditionView view) {
    var communication = new Communication().setStatus(CommunicationStatus.COMPLETED);
    communication.getMeta().addTag(Systems.SUBSETTED, "SUBSETTED", null);
    view.id().ifPresent(id -> communication.setId(id.toString()));
    view.recordedAt().ifPresent(at -> communication.setSentElement(Coded.time(at)));
    communication.addBasedOn(Coded.reference("ServiceRequest", given.report()));
    communication.addPartOf(Coded.reference("Task", given.report()));
    return communication;
  }

  @GET
  @Path(TYPE + "/{id}")
  @Scope("system/Task.r")
  public Released<ReferralView> read(@PathParam("id") UUID id) {
    rendering.as(ReferralView.class, CommunicationToFhir::one);
    return reading.part(caller, ReferralPart.said(id), exchange.when()).orProblem();
  }

  /** All about one report. */
  @GET
  @Path(TYPE)
  @Scope("system/Task.s")
  public Released<ReferralView> search(
      @QueryParam("based-on") String basedOn, @QueryParam("part-of") String partOf) {
    var asked = new TreeMap<String, List<String>>();
    Optional.ofNullable(basedOn).ifPresent(value -> asked.put("based-on", List.of(value)));
    Optional.ofNullable(partOf).ifPresent(value -> asked.put("part-of", List.of(value)));
    if (asked.isEmpty()) {
      throw SchakelProblem.of(Code.MISSING_PARAMETER, "part-of");
    }
    var links = new SearchLinks(publicUrl + "/fhir", TYPE, asked, false);
    rendering.as(
        ReferralView.class,
        (view, language) ->
            links.searchset(CommunicationToFhir.all(view, language), List.of(), Optional.empty()));
    return reading
        .read(
            caller,
            report(new OwnAddress(publicUrl).relative(asked, "based-on", "part-of")),
            ReferralPart.CORRESPONDENCE,
            When.NOW)
        .orProblem();
  }

  /** A report and its Task have one id. */
  private static UUID report(Map<String, List<String>> asked) {
    var reports =
        asked.values().stream()
            .map(value -> value.get(0).replaceFirst("^(?:ServiceRequest|Task)/", ""))
            .collect(Collectors.toSet());
    return Optional.of(reports)
        .filter(each -> each.size() == 1)
        .flatMap(each -> Uuid7.parse(each.iterator().next()))
        .orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
  }

  /** Asks the centre to stop. */
  @POST
  @Path("Task")
  @Consumes({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
  @Scope("system/ServiceRequest.c")
  public Released<ReferralView> cancel(InputStream body) throws IOException {
    var given = TaskToCancellation.parse(body);
    rendering.as(ReferralView.class, CancellationToFhir::task);
    try {
      return followUp.cancel(caller, given.report(), given.text()).orProblem().answered(201);
    } catch (SchakelProblem problem) {
      throw given.located(problem);
    }
  }
}
