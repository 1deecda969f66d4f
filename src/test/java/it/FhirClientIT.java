package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.in.SubmissionToBundle;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.DateClientParam;
import ca.uhn.fhir.rest.gclient.IHistoryUntyped;
import ca.uhn.fhir.rest.gclient.ReferenceClientParam;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.http.impl.client.HttpClients;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Invented;
import testkit.PartnerEndpoint;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/**
 * A hospital and a centre with a stock FHIR client: HAPI's, with a certificate and nothing else.
 */
@AgainstTheGateway
class FhirClientIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final FhirContext R4 = FhirContext.forR4();

  /** HAPI keeps the HTTP client, and so the certificate, with its context. */
  private static final Map<TestPartner, FhirContext> CONTEXTS = new HashMap<>();

  @ParameterizedTest
  @EnumSource(
      value = EncodingEnum.class,
      names = {"JSON", "XML"})
  void wholeLifeOfReferral(EncodingEnum encoding) throws Exception {
    try (var endpoint = PartnerEndpoint.open(Gateway.running().home().resolve("pki"))) {
      Gateway.running().registerEndpoint("uz-voorbeeld", endpoint.url());
      var submitter = client("uz-voorbeeld", "SUBMIT", encoding);
      var hospital = client("uz-voorbeeld", "FOLLOW_UP_OWN", encoding);
      var centre = client("vk-antwerpen", "CASE_MANAGEMENT", encoding);

      assertEquals(
          "4.0.1",
          hospital
              .capabilities()
              .ofType(CapabilityStatement.class)
              .execute()
              .getFhirVersion()
              .toCode());

      var subscription = subscribed(hospital, endpoint.url());
      assertEquals(SubscriptionStatus.ACTIVE, subscription.getStatus());

      var document = "Verslag van é".getBytes(StandardCharsets.UTF_8);
      var report = Report.ofOneChild().document("MEDICAL", "text/plain", document);
      report.reference(Invented.word("ref"));
      var answer = submitter.transaction().withBundle(bundle(report)).execute();
      assertEquals("201", answer.getEntryFirstRep().getResponse().getStatus());
      var id = id(answer, "ServiceRequest");

      var found =
          hospital
              .search()
              .forResource(ServiceRequest.class)
              .where(
                  new TokenClientParam("identifier")
                      .exactly()
                      .systemAndCode(
                          "https://proef.example/ref",
                          report.json().at("/yourReference/value").asText()))
              .returnBundle(Bundle.class)
              .execute();
      assertEquals(List.of(id), ids(found));
      var byChild =
          hospital
              .search()
              .forResource(Task.class)
              .where(
                  new TokenClientParam("patient.identifier")
                      .exactly()
                      .code(report.child(0).path("insz").asText()))
              .usingStyle(SearchStyleEnum.POST)
              .returnBundle(Bundle.class)
              .execute();
      assertEquals(List.of(id), ids(byChild));

      var request = hospital.read().resource(ServiceRequest.class).withId(id).execute();
      assertEquals(report.json().path("facts").asText(), request.getNoteFirstRep().getText());
      var child =
          hospital
              .read()
              .resource(Patient.class)
              .withId(request.getSubject().getReferenceElement().getIdPart())
              .execute();
      assertEquals(
          report.child(0).path("familyName").asText(), child.getNameFirstRep().getFamily());
      var reference =
          hospital
              .read()
              .resource(DocumentReference.class)
              .withId(id(answer, "DocumentReference"))
              .execute();
      var binary =
          hospital
              .read()
              .resource(Binary.class)
              .withUrl(reference.getContentFirstRep().getAttachment().getUrl())
              .execute();
      assertArrayEquals(document, binary.getData());

      asksAndIsAnswered(centre, hospital, submitter, id);

      var task = centre.read().resource(Task.class).withId(id).execute();
      task.getBusinessStatus().getCodingFirstRep().setCode("TAKEN_UP");
      var moved = (Task) centre.update().resource(task).execute().getResource();
      assertEquals(TaskStatus.INPROGRESS, moved.getStatus());
      task.getBusinessStatus().getCodingFirstRep().setCode("CLOSED");
      assertThrows(
          PreconditionFailedException.class, () -> centre.update().resource(task).execute());

      Eventually.holds(SOON, "it is told", () -> !endpoint.about(id).isEmpty());
      var followed = hospital.read().resource(Task.class).withId(id).execute();
      assertEquals("TAKEN_UP", followed.getBusinessStatus().getCodingFirstRep().getCode());

      var goesOn = decided(centre, asksToStop(submitter, id), TaskStatus.REJECTED);
      assertEquals(
          "Het onderzoek loopt.",
          hospital
              .read()
              .resource(Task.class)
              .withId(goesOn)
              .execute()
              .getStatusReason()
              .getText());
      var stops = decided(centre, asksToStop(submitter, id), TaskStatus.COMPLETED);
      assertEquals(
          TaskStatus.COMPLETED,
          hospital.read().resource(Task.class).withId(stops).execute().getStatus());
      assertEquals(
          TaskStatus.CANCELLED,
          hospital.read().resource(Task.class).withId(id).execute().getStatus());

      var ended =
          hospital.delete().resourceById("Subscription", subscription.getIdElement().getIdPart());
      ended.execute();
    }
  }

  /** Clinical Order Workflows: the Task tells that it waits, and for which Communication. */
  private static void asksAndIsAnswered(
      IGenericClient centre, IGenericClient hospital, IGenericClient submitter, String id) {
    centre.create().resource(said(id, "Welke school?")).execute();
    var waits = hospital.read().resource(Task.class).withId(id).execute();
    assertEquals(TaskStatus.REQUESTED, waits.getStatus());
    assertEquals("AWAITING_INFORMATION", waits.getStatusReason().getCodingFirstRep().getCode());
    var place = ((Reference) waits.getInputFirstRep().getValue()).getReference();
    var question = hospital.read().resource(Communication.class).withUrl(place).execute();
    assertEquals("Welke school?", question.getPayloadFirstRep().getContent().toString());

    var answer = said(id, "De basisschool om de hoek.");
    answer.addInResponseTo(new Reference(place));
    var stored = submitter.create().resource(answer).execute().getId();
    assertFalse(
        hospital.read().resource(Task.class).withId(id).execute().hasStatusReason(),
        "it is answered");
    var read = centre.read().resource(Communication.class).withId(stored.getIdPart()).execute();
    assertEquals(place, read.getInResponseToFirstRep().getReference());
    var both =
        centre
            .search()
            .forResource(Communication.class)
            .where(new ReferenceClientParam("part-of").hasId("Task/" + id))
            .returnBundle(Bundle.class)
            .execute();
    assertEquals(List.of(question.getIdElement().getIdPart(), stored.getIdPart()), ids(both));
  }

  private static Communication said(String report, String text) {
    var said = new Communication().setStatus(Communication.CommunicationStatus.COMPLETED);
    said.addBasedOn(new Reference("ServiceRequest/" + report));
    said.addPayload().setContent(new StringType(text));
    return said;
  }

  private static String asksToStop(IGenericClient submitter, String report) {
    var asks = new Task().setStatus(TaskStatus.REQUESTED).setIntent(Task.TaskIntent.ORDER);
    asks.getCode()
        .addCoding()
        .setSystem("http://hl7.org/fhir/CodeSystem/task-code")
        .setCode("abort");
    asks.setFocus(new Reference("Task/" + report)).getReasonCode().setText("Wij vergisten ons.");
    return submitter.create().resource(asks).execute().getId().getIdPart();
  }

  private static String decided(IGenericClient centre, String asked, TaskStatus decision) {
    var asks = centre.read().resource(Task.class).withId(asked).execute();
    assertEquals("Wij vergisten ons.", asks.getReasonCode().getText());
    asks.setStatus(decision).getStatusReason().setText("Het onderzoek loopt.");
    var decided = (Task) centre.update().resource(asks).execute().getResource();
    assertEquals(decision, decided.getStatus());
    return asked;
  }

  @ParameterizedTest
  @EnumSource(
      value = EncodingEnum.class,
      names = {"JSON", "XML"})
  void whatWouldBeSentIsValidatedFirst(EncodingEnum encoding) {
    var submitter = client("uz-voorbeeld", "SUBMIT", encoding);
    var bundle = bundle(Report.ofOneChild());

    assertEquals(List.of(), errors(submitter.validate().resource(bundle).execute()));
    ((ServiceRequest) resource(bundle, "ServiceRequest")).setCode(null);
    assertFalse(errors(submitter.validate().resource(bundle).execute()).isEmpty());
  }

  private static List<String> errors(MethodOutcome validated) {
    return ((OperationOutcome) validated.getOperationOutcome())
        .getIssue().stream()
            .filter(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR)
            .map(issue -> issue.getDetails().getText() + issue.getDiagnostics())
            .toList();
  }

  @Test
  void pagesFollowByTheirLinks() {
    var hospital = client("uz-voorbeeld", "FOLLOW_UP_OWN", EncodingEnum.XML);
    for (var i = 0; i < 3; i++) {
      Sent.byHospital(Report.ofOneChild());
    }
    var first =
        hospital
            .search()
            .forResource(Task.class)
            .where(new DateClientParam("_lastUpdated").afterOrEquals().day("2026-01-01"))
            .count(2)
            .returnBundle(Bundle.class)
            .execute();
    var second = hospital.loadPage().next(first).execute();

    assertEquals(2, first.getEntry().size());
    assertFalse(second.getEntry().isEmpty());
    assertTrue(ids(second).stream().noneMatch(ids(first)::contains));
    assertFalse(first.hasTotal());
  }

  @Test
  void versionsAreReadAndKept() {
    var hospital = client("uz-voorbeeld", "FOLLOW_UP_OWN", EncodingEnum.JSON);
    var id = Sent.byHospital(Report.ofOneChild()).id();
    var task = hospital.read().resource(Task.class).withId(id).execute();
    var version = task.getMeta().getVersionId();

    assertEquals(
        version,
        hospital
            .read()
            .resource(Task.class)
            .withIdAndVersion(id, version)
            .execute()
            .getMeta()
            .getVersionId());
    assertThrows(
        ResourceNotFoundException.class,
        () -> hospital.read().resource(Task.class).withIdAndVersion(id, "1").execute());
    var kept = new Task();
    assertEquals(
        kept,
        hospital
            .read()
            .resource(Task.class)
            .withId(id)
            .ifVersionMatches(version)
            .returnResource(kept)
            .execute());
    var history = hospital.history().onInstance("Task/" + id).returnBundle(Bundle.class).execute();
    assertEquals(List.of(version), versions(history));
  }

  /** Each move is a version for who may see it, and for nobody else. */
  @Test
  void versionsOfAReportAreReadOneByOneAndAsAHistory() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION"));
    var hospital = client("uz-voorbeeld", "FOLLOW_UP_OWN", EncodingEnum.JSON);
    var other = client("az-tweede", "CARE_COORDINATION", EncodingEnum.XML);
    var plan = Report.object("category", "SAFETY_PLAN", "text", "plan", "child", sent.child(0));
    sent.contribute(Sent.antwerpen(), plan).expect(201);
    for (var type : List.of(Task.class, ServiceRequest.class)) {
      assertEquals(
          1, history(other, type, sent.id()).getEntry().size(), "what it is now, and no more");
    }
    var before = read(hospital, Task.class, sent.id());
    var unseen = read(other, Task.class, sent.id());
    sent.moved(Sent.antwerpen(), "TAKEN_UP");
    sent.moved(Sent.antwerpen(), "CLOSED");
    assertEquals(unseen, read(other, Task.class, sent.id()), "a hidden move is no version");

    for (var type : List.of(Task.class, ServiceRequest.class)) {
      var history = history(hospital, type, sent.id());
      assertEquals(
          List.of("PUT", "PUT", "POST"),
          history.getEntry().stream().map(e -> e.getRequest().getMethod().name()).toList());
      var versions = versions(history);
      assertEquals(versions.stream().sorted(Comparator.reverseOrder()).toList(), versions);
      assertEquals(versions.get(0), read(hospital, type, sent.id()));
      for (var entry : history.getEntry()) {
        var id = entry.getResource().getMeta().getVersionId();
        assertEquals("W/\"" + id + "\"", entry.getResponse().getEtag());
        var alone = hospital.read().resource(type).withIdAndVersion(sent.id(), id).execute();
        assertEquals(text(entry.getResource()), text(alone));
      }
      var first = history(hospital.history().onInstance(place(type, sent.id())), 2);
      var second = hospital.loadPage().next(first).execute();
      assertEquals(versions, Stream.of(first, second).flatMap(p -> versions(p).stream()).toList());
      assertEquals(1, history(other, type, sent.id()).getEntry().size());
      assertThrows(
          ResourceNotFoundException.class,
          () -> other.read().resource(type).withIdAndVersion(sent.id(), versions.get(1)).execute());
    }
    assertEquals(
        List.of("completed", "in-progress", "requested"),
        history(hospital, Task.class, sent.id()).getEntry().stream()
            .map(e -> ((Task) e.getResource()).getStatus().toCode())
            .toList());
    var address = "/fhir/Task/" + sent.id() + "/_history";
    for (var wrong : List.of("_at=2026-11-21", "_since=x", "_cursor=x", "_count=0", "_sort=_id")) {
      Sent.hospital().beyondTheContract().get(address + "?" + wrong).expect(400);
    }
    TestPartner.of("caw-voorbeeld").as("CARE_COORDINATION").get(address).expect(404);
    for (var type : List.of("Task", "ServiceRequest")) {
      var since = "/fhir/" + type + "/" + sent.id() + "/_history?_since=2020-01-01T00:00:00Z";
      var all = Sent.hospital().get(since).expect(200);
      assertEquals(
          List.of("PUT 200", "PUT 200", "POST 201"),
          Answer.stream(all.json().path("entry"))
              .map(e -> e.at("/request/method").asText() + " " + e.at("/response/status").asText())
              .toList());
      assertEquals(type, all.at("/entry/2/request/url"));
    }
    var nothing = Sent.hospital().get(address + "?_since=2099-01-01T00:00:00Z").expect(200).json();
    assertEquals("history", nothing.path("type").asText());
    assertTrue(nothing.path("entry").isMissingNode());
    assertEquals(
        before, versions(history(hospital, Task.class, sent.id())).get(2), "as it was read");
  }

  private static String text(Resource resource) {
    return R4.newJsonParser().encodeResourceToString(resource);
  }

  private static String place(Class<? extends Resource> type, String id) {
    return type.getSimpleName() + "/" + id;
  }

  private static Bundle history(IGenericClient client, Class<? extends Resource> type, String id) {
    return history(client.history().onInstance(place(type, id)), 50);
  }

  private static Bundle history(IHistoryUntyped of, int count) {
    return of.returnBundle(Bundle.class).count(count).execute();
  }

  private static List<String> versions(Bundle history) {
    return history.getEntry().stream().map(e -> e.getResource().getMeta().getVersionId()).toList();
  }

  private static String read(IGenericClient client, Class<? extends Resource> type, String id) {
    return client.read().resource(type).withId(id).execute().getMeta().getVersionId();
  }

  @Test
  void whatIsPreferredComesBack() {
    var submitter = client("uz-voorbeeld", "SUBMIT", EncodingEnum.JSON);
    var hospital = client("uz-voorbeeld", "FOLLOW_UP_OWN", EncodingEnum.JSON);
    var centre = client("vk-antwerpen", "CASE_MANAGEMENT", EncodingEnum.XML);

    var minimal =
        submitter
            .transaction()
            .withBundle(bundle(Report.ofOneChild()))
            .withAdditionalHeader("Prefer", "return=minimal")
            .execute();
    assertTrue(minimal.getEntry().stream().noneMatch(Bundle.BundleEntryComponent::hasResource));
    var task = centre.read().resource(Task.class).withId(id(minimal, "ServiceRequest")).execute();
    task.getBusinessStatus().getCodingFirstRep().setCode("TAKEN_UP");
    var outcome =
        centre
            .update()
            .resource(task)
            .prefer(PreferReturnEnum.OPERATION_OUTCOME)
            .execute()
            .getOperationOutcome();
    assertEquals(
        "STORED",
        ((OperationOutcome) outcome).getIssueFirstRep().getDetails().getCodingFirstRep().getCode());
    assertEquals(
        TaskStatus.INPROGRESS,
        hospital
            .read()
            .resource(Task.class)
            .withId(task.getIdElement().getIdPart())
            .execute()
            .getStatus());
  }

  @Test
  void problemsComeAsOutcomesInTheFormOfTheClient() {
    var submitter = client("uz-voorbeeld", "SUBMIT", EncodingEnum.XML);
    var bundle = bundle(Report.ofOneChild());
    ((Patient) resource(bundle, "Patient")).getAddressFirstRep().setPostalCode("5000");

    var refused =
        assertThrows(
            UnprocessableEntityException.class,
            () -> submitter.transaction().withBundle(bundle).execute());
    var issue = ((OperationOutcome) refused.getOperationOutcome()).getIssueFirstRep();
    assertEquals("WALLOON_POSTAL_CODE", issue.getDetails().getCodingFirstRep().getCode());
    assertTrue(
        issue
            .getExpression()
            .get(0)
            .getValue()
            .matches("Bundle\\.entry\\[\\d+]\\.resource\\.address\\[0]\\.postalCode"));
  }

  @Test
  void onlyTheMakerTakesItBackAndChangesNothingElse() {
    var id = Sent.byHospital(Report.ofOneChild()).id();
    var submitter = client("uz-voorbeeld", "SUBMIT", EncodingEnum.JSON);
    var hospital = client("uz-voorbeeld", "FOLLOW_UP_OWN", EncodingEnum.JSON);
    var request = hospital.read().resource(ServiceRequest.class).withId(id).execute();
    request.setStatus(ServiceRequestStatus.ENTEREDINERROR);
    var other = request.copy();
    other.getNoteFirstRep().setText("Iets anders");
    assertThrows(
        UnprocessableEntityException.class, () -> submitter.update().resource(other).execute());

    var taken = (ServiceRequest) submitter.update().resource(request).execute().getResource();
    assertEquals(ServiceRequestStatus.ENTEREDINERROR, taken.getStatus());
  }

  private static Subscription subscribed(IGenericClient client, String endpoint) {
    var wanted = new Subscription().setStatus(SubscriptionStatus.REQUESTED).setCriteria("Task");
    wanted.getChannel().setType(SubscriptionChannelType.RESTHOOK).setEndpoint(endpoint);
    Eventually.holds(
        SOON,
        "the registry is in force",
        () -> {
          try {
            wanted.setId(client.create().resource(wanted).execute().getId());
            return true;
          } catch (UnprocessableEntityException notYet) {
            return false;
          }
        });
    return client
        .read()
        .resource(Subscription.class)
        .withId(wanted.getIdElement().getIdPart())
        .execute();
  }

  private static Bundle bundle(Report report) {
    return (Bundle)
        R4.newJsonParser().parseResource(SubmissionToBundle.of(report.json()).toString());
  }

  private static IBaseResource resource(Bundle bundle, String type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(each -> each.fhirType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static String id(Bundle answer, String type) {
    return answer.getEntry().stream()
        .flatMap(entry -> Stream.ofNullable(entry.getResponse().getLocation()))
        .filter(location -> location.startsWith(type + "/"))
        .map(location -> location.substring(type.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(Bundle page) {
    return page.getEntry().stream()
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }

  /** As the guide tells it: the partner's certificate, its token, and the way it likes to write. */
  private static IGenericClient client(String partner, String purpose, EncodingEnum encoding) {
    var own = TestPartner.of(partner);
    var context = CONTEXTS.computeIfAbsent(own, FhirClientIT::withCertificate);
    var client = context.newRestfulGenericClient(Gateway.running().uri("/fhir").toString());
    client.setEncoding(encoding);
    client.registerInterceptor(new BearerTokenAuthInterceptor(own.token(purpose, "physician")));
    return client;
  }

  private static FhirContext withCertificate(TestPartner own) {
    var context = FhirContext.forR4();
    context
        .getRestfulClientFactory()
        .setHttpClient(HttpClients.custom().setSSLContext(own.tls()).build());
    return context;
  }
}
