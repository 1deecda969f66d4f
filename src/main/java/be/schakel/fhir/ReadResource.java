package be.schakel.fhir;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.Released;
import be.schakel.edge.Scope;
import be.schakel.edge.Times;
import be.schakel.fhir.guide.MediaTypes;
import be.schakel.fhir.out.CancellationToFhir;
import be.schakel.fhir.out.ChildToFhir;
import be.schakel.fhir.out.DocumentToFhir;
import be.schakel.fhir.out.FhirIds;
import be.schakel.fhir.out.Gateway;
import be.schakel.fhir.out.InvestigationToFhir;
import be.schakel.fhir.out.OriginalToFhir;
import be.schakel.fhir.out.PersonToFhir;
import be.schakel.fhir.out.ReadableDocument;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.fhir.out.ReportToDocument;
import be.schakel.fhir.out.StatementToFhir;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.mano.Investigations;
import be.schakel.mano.ManoView;
import be.schakel.medical.DocumentView;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Reading;
import be.schakel.referral.ReferralPart;
import be.schakel.referral.ReferralView;
import be.schakel.rights.AccessRequests;
import be.schakel.rights.StatementView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hl7.fhir.r4.model.Resource;

/**
 * The read interaction: one resource by its id. Only that resource is decided about, recorded and
 * shown, not the report around it.
 */
@Path("/")
@Produces({MediaTypes.FHIR_JSON, MediaType.APPLICATION_JSON})
@RequestScoped
public class ReadResource {

  @Inject Reading reading;
  @Inject Investigations investigations;
  @Inject AccessRequests requests;
  @Inject Caller caller;
  @Inject Rendering rendering;
  @Inject Exchange exchange;
  @Inject @BusinessTime Clock clock;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  @GET
  @Path("ServiceRequest/{id}")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> serviceRequest(@PathParam("id") UUID id) {
    as(ReferralToFhir::request);
    return reading.read(caller, id, exchange.when()).orProblem();
  }

  @GET
  @Path("ServiceRequest/{id}/$document")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> document(@PathParam("id") UUID id) {
    as((view, language) -> ReportToDocument.map(view, publicUrl + "/fhir", language));
    return reading.read(caller, id).orProblem();
  }

  @GET
  @Path("Task/{id}")
  @Scope("system/Task.r")
  public Released<? extends Record> task(@PathParam("id") String id) {
    var investigation = FhirIds.ofInvestigation(id);
    if (investigation.isPresent()) {
      rendering.as(ManoView.class, InvestigationToFhir::task);
      return investigations.read(caller, investigation.get()).orProblem();
    }
    var cancellation = FhirIds.ofCancellation(id);
    if (cancellation.isPresent()) {
      as(CancellationToFhir::task);
      return reading
          .part(caller, ReferralPart.cancellation(cancellation.get()), exchange.when())
          .orProblem();
    }
    as(StatusToFhir::task);
    var report = Uuid7.parse(id).orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
    return reading.read(caller, report, ReferralPart.STATUS, exchange.when()).orProblem();
  }

  @GET
  @Path("Group/{id}")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> group(@PathParam("id") UUID id) {
    as((view, language) -> ReferralToFhir.group(view));
    return reading.read(caller, id, ReferralPart.CHILDREN, exchange.when()).orProblem();
  }

  @GET
  @Path("Patient/{id}")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> patient(@PathParam("id") UUID id) {
    as((view, language) -> ChildToFhir.patient(view.children().get(0)));
    return reading.part(caller, ReferralPart.child(id), exchange.when()).orProblem();
  }

  @GET
  @Path("RelatedPerson/{id}")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> relatedPerson(@PathParam("id") String id) {
    var child = FhirIds.child(id).orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
    as((view, language) -> PersonToFhir.map(view.persons().get(0), child, language));
    return reading
        .part(caller, ReferralPart.person(child, key -> FhirIds.means(id, key)), exchange.when())
        .orProblem();
  }

  @GET
  @Path("DocumentReference/{id}")
  @Scope("system/DocumentReference.r")
  public Released<ReferralView> documentReference(@PathParam("id") UUID id) {
    as((view, language) -> DocumentToFhir.map(view.documents().get(0), view.id(), language));
    return reading.part(caller, ReferralPart.document(id), exchange.when()).orProblem();
  }

  /** A document that is FHIR, for people to read; of any other there are its bytes alone. */
  @GET
  @Path("DocumentReference/{id}/$document")
  @Scope("system/Binary.r")
  public Released<DocumentView> readable(@PathParam("id") UUID id) {
    rendering.as(DocumentView.class, this::readable);
    return reading.document(caller, id).orProblem();
  }

  private Resource readable(DocumentView stored, Language language) {
    var sent = StoredFhir.read(stored);
    return ReadableDocument.of(
        sent.resource(), sent.isWhole(), stored, Times.shown(clock.instant()), language);
  }

  @GET
  @Path("Provenance/{id}")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> provenance(@PathParam("id") UUID id) {
    as((view, language) -> OriginalToFhir.map(view.originals().get(0), view.id().orElseThrow()));
    return reading.part(caller, ReferralPart.original(id), exchange.when()).orProblem();
  }

  @GET
  @Path("Composition/{id}")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> composition(@PathParam("id") UUID id) {
    as(
        (view, language) ->
            ReportToDocument.map(view, publicUrl + "/fhir", language)
                .getEntryFirstRep()
                .getResource());
    return reading.read(caller, id).orProblem();
  }

  @GET
  @Path("Composition/{id}/$document")
  @Scope("system/ServiceRequest.r")
  public Released<ReferralView> documentOf(@PathParam("id") UUID id) {
    return document(id);
  }

  @GET
  @Path("Binary/{id}")
  @Scope("system/Binary.r")
  @Produces(MediaType.WILDCARD)
  public Released<DocumentView> binary(@PathParam("id") UUID id) {
    return reading.document(caller, id).orProblem();
  }

  @GET
  @Path("Bundle/{id}")
  @Scope("system/Task.r")
  public Released<StatementView> statement(@PathParam("id") UUID id) {
    var gateway = Gateway.at(publicUrl);
    rendering.as(StatementView.class, (view, language) -> StatementToFhir.document(view, gateway));
    return requests.statement(caller, id).orProblem();
  }

  private void as(BiFunction<ReferralView, Language, Resource> form) {
    rendering.as(ReferralView.class, form);
  }
}
