package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.access.AudienceView;
import be.schakel.access.ComplianceView;
import be.schakel.access.ConsentView;
import be.schakel.access.EngagementView;
import be.schakel.access.FactsView;
import be.schakel.access.GroundView;
import be.schakel.access.LapsingView;
import be.schakel.access.ParketRequestSeen;
import be.schakel.access.ParketRequestView;
import be.schakel.access.TeamView;
import be.schakel.alert.AlertView;
import be.schakel.audit.EmbargoView;
import be.schakel.audit.ExternalView;
import be.schakel.audit.FindingView;
import be.schakel.audit.IncidentView;
import be.schakel.audit.LogExport;
import be.schakel.audit.ObtainedView;
import be.schakel.audit.OpeningView;
import be.schakel.audit.ReidentificationView;
import be.schakel.audit.ReopeningView;
import be.schakel.audit.SampleView;
import be.schakel.audit.UnveiledView;
import be.schakel.correction.CorrectionsView;
import be.schakel.correction.LinksView;
import be.schakel.emergency.BreakGlassView;
import be.schakel.emergency.WindowView;
import be.schakel.lookup.LookUpSeen;
import be.schakel.lookup.LookUpView;
import be.schakel.mano.ManoView;
import be.schakel.mano.ParketReportView;
import be.schakel.medical.DocumentView;
import be.schakel.notice.DeadLetterView;
import be.schakel.notice.NoticeView;
import be.schakel.notice.SubscriptionView;
import be.schakel.policy.Form;
import be.schakel.referral.AdditionView;
import be.schakel.referral.ReceiptView;
import be.schakel.referral.ReferralView;
import be.schakel.rights.AccessRequestView;
import be.schakel.rights.StatementView;
import be.schakel.vocabulary.DataCategory;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  private static final List<Class<? extends Record>> VIEWS =
      List.of(
          ReferralView.class,
          ReceiptView.class,
          AdditionView.class,
          DocumentView.class,
          GroundView.class,
          CorrectionsView.class,
          DisclosureView.class,
          ExternalView.class,
          LogExport.class,
          OpenedView.class,
          SummaryView.class,
          SampleView.class,
          ReidentificationView.class,
          ReidentificationView.All.class,
          UnveiledView.class,
          EmbargoView.class,
          IncidentView.class,
          IncidentView.All.class,
          ObtainedView.class,
          FindingView.class,
          FindingView.Page.class,
          EventView.class,
          ConsentView.class,
          LapsingView.class,
          ManoView.class,
          ParketReportView.class,
          ParketReportView.All.class,
          WindowView.class,
          BreakGlassView.class,
          AlertView.class,
          AlertView.Several.class,
          LookUpView.class,
          LookUpSeen.class,
          ParketRequestView.class,
          ParketRequestSeen.class,
          NoticeView.class,
          SubscriptionView.class,
          DeadLetterView.class,
          TeamView.class,
          StatementView.class,
          AccessRequestView.class,
          EngagementView.class,
          EngagementView.All.class,
          OpeningView.class,
          ReopeningView.class);

  /** What only the centre that has a report sees of it: nothing in it has another label. */
  private static final List<Class<? extends Record>> CENTRE_ONLY =
      List.of(AudienceView.class, ComplianceView.class, FactsView.class, LinksView.class);

  /**
   * The contract's table of labels, and what this gateway adds to it, written down once more by
   * hand: the label, then what has it. {@code id} stays with its record, {@code basis} leaves to
   * nobody, {@code named} has the category that its record names.
   */
  private static final String TABLE =
      """
      RECEIPT : OpeningView.entry salt
      RECEIPT : ReferralView.reference type receivedAt warnings
      RECEIPT : OriginalView.childIds id contentType size sha256 receivedAt sender changes
      RECEIPT REPORTER_ID : ReferralView.yourReference ; Contact.name role phone email
      STATUS : ReferralView.status statusSince lastUpdated urgency handlingRequested
      CONCERN CHILD_ID FAMILY_ID : ReferralView.facts ; Development.text ; Question.text ; Cancellation.text answer
      STATUS : Question.id recordedAt open ; Cancellation.id state recordedAt decidedAt
      CONCERN : ReferralView.kindreflexSector ; Child.problem contexts ; Development.id question occurredAt recordedAt
      REPORTER_ID : ReferralView.reporterCategory channel ; Reporter.code name kind
      HELP_CONTENT : ReferralView.possibleDuplicates ; LinkView.id child referral type since ; Contribution.audience author ; Agreement.audience ; Retraction.text ; Question.retractedAt
      STATUS : Retraction.reason recordedAt
      RECEIPT : Vk.code ; Child.key
      RECEIPT/CONTACT : Vk.name phone staffedNow notice
      CHILD_ID/BASIC : Child.insz noInszReason familyName givenNames birthDate expectedBirthDate gender
      ADDRESS : Child.secretAddress
      ADDRESS/BASIC : Address.lines postalCode city country
      MANO_STATUS/BASIC : ManoRequest.known ; Outcome.child outcome
      RECEIPT : ManoView.reference receivedAt
      MANO_STATUS/METADATA : ManoView.state since due daysLeft ; Term.dayZero due workingDays policyVersion
      HELP_CONTENT : ManoView.admissibilityDoubts
      MANO_STATUS : All.mano
      PARKET_REPORT : ParketReportView.children addressee contains document sha256 seal acuteDanger
      PARKET_REPORT : ParketReportView.recordedAt sentAt confirmedAt
      basis : ParketReportView.readers childIds
      id : ParketReportView.id
      MANO_STATUS/METADATA : Child.state since reason outcome outcomeOn formerOutcome
      HELP_CONTENT : Child.mode transferTo possible heard told awaiting awaitingUntil
      MANO_STATUS/METADATA : ManoRequest.askedAt
      CONCERN CHILD_ID FAMILY_ID : ManoRequest.observations interpretation tried notEnough asked ; Danger.text
      CONCERN : TeamDecision.date functions ; Danger.level
      CONCERN JUDICIAL : Procedure.kind
      CONCERN CHILD_ID FAMILY_ID JUDICIAL : Procedure.text
      JUDICIAL : ManoRequest.prosecutorReference pvNumbers policeFindings
      PLACEMENT/BASIC : Help.given kinds
      CHILD_VIEW : ChildsView.date heardBy inOwnWords mayBeShared
      FAMILY_ID : Person.childIds key authority of language interpreter
      FAMILY_ID/BASIC : Person.role familyName givenNames
      CONSENT : Consent.id childId child givers grantee categories purposes validFrom validTo method language
      CONSENT : Consent.otherParentPresumption status usable
      named : Informed.told date how reason
      named : Document.childIds children category title contentType size receivedAt scan replaces replacedBy
      named in receipt : Document.id sha256 status
      named : Contribution.id category version child text reviewOn recordedAt
      SAFETY_PLAN : Agreement.text
      RISK_FULL : Risk.instrument version
      RISK_CONCL : Risk.date conclusion
      PLACEMENT : Placement.since until with
      basis : Document.suppliers readers newestOf ; Contribution.owners readers counts ; Agreement.readers ; Development.authors
      basis : Development.readers ; Question.readers ; Cancellation.readers
      basis : OriginalView.senders ; DocumentView.suppliers readers newestOf ; AdditionView.authors kind childIds
      id : ReferralView.id ; Child.id ; DocumentView.id childIds referral ; DisclosureView.id
      id : EventView.id ; ManoView.id
      RECEIPT : ReceiptView.id reference type receivedAt consents warnings ; ChildRef.key id
      STATUS : ReceiptView.status urgency
      named : AdditionView.id version recordedAt warnings ; StoredDocument.id sha256
      RECEIPT : GroundView.id ground state child partner participants categories validFrom validUntil recordedAt
      RECEIPT : GroundView.article decidedAt endedAt ; TeamView.restricted size since
      DISCLOSURE_LOG : ReopeningView.reopenedAt
      DISCLOSURE_LOG : EngagementView.id auditor from until vks purpose endedAt
      CONSENT : Evidence.verontrusting listedOffence acuteDanger seriousImminent cannotProtect ; Attempt.date result
      HELP_CONTENT : GroundView.legalBasis ; Evidence.necessity motivation ; Attempt.reason
      JUDICIAL : Request.reference date magistrate
      named : DocumentView.category contentType title size sha256 bytes
      DISCLOSURE_LOG : DisclosureView.index recordedAt action outcome partner professional purpose subject referral
      id : ConsentView.id ; LapsingView.consent
      basis : Consent.concerned ; ConsentView.concerned
      CONSENT : ConsentView.referral child childKey givers grantee categories purposes validFrom validTo method language
      CONSENT : ConsentView.interpreter informedItems evidenceHash otherParentPresumption status usable standing words
      CONSENT : ConsentView.endsAt recordedAt version warnings
      HELP_CONTENT : ConsentView.recordedBy ; Event.status giver channel text recordedAt
      CONSENT : LapsingView.referral child grantee granteeName categories endsAt lastDay then words article
      CONSENT : Letter.language title text law
      DISCLOSURE_LOG : DisclosureView.categories ground article rule policyVersion consent requestId flags external
      DISCLOSURE_LOG : ExternalView.id referral children categories ground external recordedAt
      DISCLOSURE_LOG : LogExport.format entries ; OpenedView.epoch index article entry salt
      DISCLOSURE_LOG : SummaryView.from to step total times partners grounds actions
      id : OpenedView.id
      DISCLOSURE_LOG : SampleView.id seed size population filter covers auditor drawnAt ; Page.next
      DISCLOSURE_LOG : ReidentificationView.id state subject auditor reason askedAt until decidedAt decisionReason
      DISCLOSURE_LOG : UnveiledView.subject ; EmbargoView.id child cause from to recordedAt until liftedAt
      CHILD_ID : Told.insz familyName givenNames birthDate
      HELP_CONTENT : EmbargoView.reason
      HELP_CONTENT : CorrectionsView.referral ; Correction.kind document replacement reason text partner role recordedAt
      DISCLOSURE_LOG : Recipient.code name kind times lastReceivedAt told toldAt
      DISCLOSURE_LOG : Outside.recording way partner authority occurredAt certain
      HELP_CONTENT : ParketReportView.embargoProposed
      DISCLOSURE_LOG : IncidentView.id suspended certificate partner professional from until reason recordedAt
      DISCLOSURE_LOG : IncidentView.knownAt notifyBefore lifts everything perCategory perVk ; ObtainedView.items next
      DISCLOSURE_LOG : FindingView.id sample vk auditor text recordedAt ; Reply.partner role text recordedAt
      DISCLOSURE_LOG : EventView.aspect entry
      RECEIPT : WindowView.from until ; BreakGlassView.referrals
      CHILD_ID : Opened.children
      DISCLOSURE_LOG : BreakGlassView.openedAt until renewed reason partner kind role opened reviewDue reviewLimit
      DISCLOSURE_LOG : BreakGlassView.overdue professional ; Review.verdict partner role at told tellAgainOn
      HELP_CONTENT : NotToBeTold.child person ; Letter.to
      named : BreakGlassView.narrative ; Review.text postponedReason
      RECEIPT : StatementView.referral reference child
      RECEIPT : AccessRequestView.referral child
      DISCLOSURE_LOG : AccessRequestView.applicant requestedOn answerBy overdue handedOverOn
      CHILD_ID : StatementView.givenNames
      DISCLOSURE_LOG : StatementView.applicant person reach identityCheck identityCheckedOn requestedOn answerBy madeAt
      DISCLOSURE_LOG : StatementView.language ; Disclosed.at recipient recipientKind categories what ground because
      DISCLOSURE_LOG : Disclosed.citation purpose why way how
      RECEIPT : NoticeView.kind at referral codes
      RECEIPT : SubscriptionView.endpoint kinds createdAt endedAt waiting dead lastDeliveredAt
      RECEIPT : DeadLetterView.partner subscription state attempts problem attemptedAt
      RECEIPT : LookUpView.at ; CallBack.asked notice
      id : AlertView.id
      RECEIPT : AlertView.kind referral raisedAt told acknowledgedAt ; Several.next
      CHILD_ID : Earlier.at kind context
      DISCLOSURE_LOG : LookUpSeen.at partner kind role context callBack
      id : AccessRequestView.id ; StatementView.id ; WindowView.id ; Opened.id ; BreakGlassView.id ; LookUpView.id ; LookUpSeen.id ; NoticeView.id
      id : SubscriptionView.id ; DeadLetterView.id ; ParketRequestView.id ; ParketRequestSeen.id
      RECEIPT : ParketRequestView.at answered referrals notice ; ParketRequestSeen.at parket known given
      JUDICIAL : ParketRequestSeen.reference magistrate date reason
      CHILD_ID : ParketRequestSeen.insz familyName givenName birthDate
      """;

  /** What the category named by a part is, where the part fixes it. */
  private static final Map<String, DataCategory> FIXED =
      Map.of("Child", DataCategory.CONCERN, "Person", DataCategory.FAMILY_ID);

  @Test
  void everyComponentOfEveryViewHasTheLabelOfTheContract() {
    var labels = new TreeMap<String, String>();
    VIEWS.forEach(view -> collect(view, labels, new HashSet<>()));
    assertEquals(lines(table()), lines(labels));
  }

  @Test
  void partFixesTheCategoryOfWhatStandsInIt() {
    var invent = new Invent(1, List.of(new UUID(0, 1)), List.of("partner"));
    assertAll(
        () -> assertEquals(FIXED.get("Child"), named(invent.a(ReferralView.Child.class))),
        () -> assertEquals(FIXED.get("Person"), named(invent.a(ReferralView.Person.class))));
  }

  @Test
  void viewsForTheCentreAloneShowNothingThatAnotherMaySee() {
    for (var view : CENTRE_ONLY) {
      var labels = new TreeMap<String, String>();
      collect(view, labels, new HashSet<>());
      assertEquals(Set.of("HELP_CONTENT"), Set.copyOf(labels.values()), view.getName());
    }
  }

  /** Each was looked at: it may leave without a decision about a case. */
  private static final Set<Class<?>> OF_NO_CASE =
      Set.of(
          AlertView.class,
          AlertView.Several.class,
          LookUpView.class,
          LookUpView.CallBack.class,
          ParketRequestView.class,
          NoticeView.class,
          SubscriptionView.class,
          DeadLetterView.class,
          ReferralView.Vk.class,
          WindowView.class,
          EngagementView.class,
          EngagementView.All.class,
          OpeningView.class,
          ReopeningView.class);

  @Test
  void whatSaysNothingOfACaseIsKnownAndLabelledSo() {
    var found =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("be.schakel")
                .get(OfNoCase.class)
                .getAllSubclasses()
                .stream()
                .map(type -> type.reflect())
                .collect(Collectors.toSet());
    assertEquals(OF_NO_CASE, found);
    for (var type : found) {
      for (var component : Shape.of(type).components()) {
        var said = component.category().map(Enum::name).orElse(component.kind().name());
        assertTrue(
            Set.of("RECEIPT", "DISCLOSURE_LOG", "ID", "NESTED").contains(said),
            type.getName() + "." + component.accessor().getName() + " is " + said);
      }
    }
  }

  /** A view that somebody adds must stand in the table too. */
  @Test
  void tableHasEveryView() {
    var released = new TreeSet<String>();
    new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("be.schakel")
            .stream()
            .map(type -> type.reflect())
            .forEach(type -> views(type, released));
    assertTrue(released.contains(ReferralView.class.getName()), released::toString);
    VIEWS.forEach(view -> released.remove(view.getName()));
    CENTRE_ONLY.forEach(view -> released.remove(view.getName()));
    assertEquals(Set.of(), released);
  }

  record Unlabelled(
      @Label(DataCategory.CONCERN) Optional<String> text, Optional<String> forgotten) {}

  record Twice(@Label(DataCategory.CONCERN) @Label.Id Optional<String> text) {}

  record Bare(@Label(DataCategory.CONCERN) String text) {}

  record Deep(@Label.Nested List<Unlabelled> parts) {}

  @ParameterizedTest
  @ValueSource(classes = {Unlabelled.class, Twice.class, Bare.class, Deep.class})
  void recordThatForgetsOrConfusesItsLabelsCannotLeave(Class<? extends Record> wrong) {
    assertThrows(
        IllegalStateException.class, () -> collect(wrong, new TreeMap<>(), new HashSet<>()));
  }

  private static DataCategory named(Part part) {
    return part.category().orElseThrow();
  }

  private static Map<String, String> table() {
    var table = new TreeMap<String, String>();
    for (var line : TABLE.lines().toList()) {
      var halves = line.split(" : ");
      for (var group : halves[1].split(" ; ")) {
        var record = group.substring(0, group.indexOf('.'));
        for (var component : group.substring(group.indexOf('.') + 1).strip().split(" +")) {
          var before = table.put(record + "." + component, halves[0]);
          assertEquals(null, before, record + "." + component + " stands twice");
        }
      }
    }
    return table;
  }

  private static String lines(Map<String, String> labels) {
    var lines = new StringBuilder();
    labels.forEach((name, label) -> lines.append(name).append(' ').append(label).append('\n'));
    return lines.toString();
  }

  private static void collect(Class<?> type, Map<String, String> labels, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return;
    }
    for (var component : Shape.of(type).components()) {
      var name = type.getSimpleName() + "." + component.accessor().getName();
      switch (component.kind()) {
        case ID -> labels.put(name, "id");
        case BASIS -> labels.put(name, "basis");
        case NAMED -> labels.put(name, component.inReceipt() ? "named in receipt" : "named");
        case NESTED -> collect(element(component.accessor().getGenericReturnType()), labels, seen);
        case LABELLED -> {
          var words = new ArrayList<String>();
          var form = component.form() == Form.FULL ? "" : "/" + component.form();
          words.add(component.category().orElseThrow().name() + form);
          component.mayContain().stream().map(Enum::name).sorted().forEach(words::add);
          labels.put(name, String.join(" ", words));
        }
      }
    }
  }

  /** The records that the methods of a class name as released. */
  private static void views(Class<?> type, Set<String> found) {
    for (var method : type.getDeclaredMethods()) {
      if (method.getGenericReturnType() instanceof ParameterizedType generic
          && (generic.getRawType() == Released.class
              || generic.getRawType() == Outcome.class
              || generic.getRawType() == Disclosable.class)
          && generic.getActualTypeArguments()[0] instanceof Class<?> view) {
        found.add(view.getName());
      }
    }
  }

  private static Class<?> element(Type type) {
    return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
  }
}
