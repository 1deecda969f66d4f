package be.schakel.fhir.out;

import be.schakel.access.ConsentView;
import be.schakel.medical.DocumentView;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.Cancellation;
import be.schakel.referral.OriginalView;
import be.schakel.referral.Question;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Views of reports as somebody who may see everything gets them. */
public final class Views {

  public static final UUID REFERRAL = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");
  public static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-21T10:00:00.123+01:00");

  static final ReferralView NOTHING =
      new ReferralView(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of());

  private Views() {}

  /** The id of the child, consent or document with this number. */
  public static UUID id(String kind, int number) {
    return UUID.fromString(
        "0199a7c4-3b1e-700%d-9d53-5f1f6d3a2b%02d"
            .formatted(Map.of("child", 1, "consent", 2, "document", 3).get(kind), number));
  }

  public static ReferralView of(Submission given) {
    return of(given, ReferralStatus.RECEIVED, Optional.empty());
  }

  public static ReferralView of(
      Submission given, ReferralStatus status, Optional<RetractionReason> retracted) {
    return of(given, status, retracted, List.of(), List.of());
  }

  /** With what centre and submitter asked each other. */
  public static ReferralView of(
      Submission given,
      ReferralStatus status,
      Optional<RetractionReason> retracted,
      List<Question> questions,
      List<Cancellation> cancellations) {
    var children = new HashMap<String, UUID>();
    given.children().forEach(c -> children.put(c.key(), id("child", children.size() + 1)));
    return new ReferralView(
        Optional.of(REFERRAL),
        Optional.of("7K3M-92QF"),
        Optional.of(given.type()),
        Optional.of(status),
        Optional.of(AT),
        Optional.of(AT),
        Optional.of(AT),
        given.urgency(),
        given.handlingRequested(),
        given.yourReference(),
        Optional.of(vk()),
        given.children().stream().map(child -> child(child, children)).toList(),
        given.persons().stream().map(person -> person(person, children)).toList(),
        given.facts(),
        given.kindreflexSector(),
        given.contact(),
        Optional.of(
            new ReferralView.Reporter(
                Optional.of("uz-voorbeeld"),
                Optional.of(new LocalizedText(Map.of(Language.NL, "UZ Voorbeeld"))),
                Optional.of(PartnerKind.HOSPITAL))),
        given.reporterCategory(),
        given.channel(),
        consents(given, children),
        documents(given, children),
        List.of(advice()),
        List.of(development(questions.stream().findFirst().flatMap(Question::id))),
        questions,
        cancellations,
        retracted.map(
            reason ->
                new ReferralView.Retraction(
                    Optional.of(reason), Optional.empty(), Optional.of(AT))),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(original()));
  }

  private static OriginalView original() {
    return new OriginalView(
        List.of(),
        List.of(),
        Optional.of(id("document", 9)),
        Optional.of("application/fhir+json"),
        Optional.of(4711L),
        Optional.of("00".repeat(32)),
        Optional.of(AT),
        Optional.of("uz-voorbeeld"),
        List.of(new Issue("Bundle.entry[1].fullUrl", Code.VALUE_NORMALISED)));
  }

  private static ReferralView.Vk vk() {
    return new ReferralView.Vk(
        Optional.of("vk-antwerpen"),
        Optional.of(new LocalizedText(Map.of(Language.NL, "VK Antwerpen"))),
        Optional.of("+32 3 000 00 01"),
        Optional.of(true),
        Optional.of(new LocalizedText(Map.of(Language.NL, "Geen nooddienst"))));
  }

  private static ReferralView.Child child(Submission.Child told, Map<String, UUID> ids) {
    return new ReferralView.Child(
        Optional.of(told.key()),
        Optional.of(ids.get(told.key())),
        told.insz(),
        told.noInszReason(),
        told.familyName(),
        told.givenNames(),
        told.birthDate(),
        told.expectedBirthDate(),
        told.gender(),
        told.address(),
        told.secretAddress(),
        Optional.of(told.problem()),
        told.contexts(),
        told.view(),
        told.informed(),
        List.of());
  }

  private static ReferralView.Person person(Submission.Person told, Map<String, UUID> ids) {
    return new ReferralView.Person(
        told.of().stream().map(ids::get).toList(),
        told.key(),
        told.role(),
        told.familyName(),
        told.givenNames(),
        told.authority(),
        told.of(),
        told.language(),
        told.interpreter(),
        told.informed());
  }

  private static List<ReferralView.Consent> consents(Submission given, Map<String, UUID> ids) {
    return IntStream.range(0, given.consents().size())
        .mapToObj(
            i -> {
              var told = given.consents().get(i);
              return new ReferralView.Consent(
                  Optional.of(id("consent", i + 1)),
                  Optional.of(ids.get(told.child())),
                  List.of(),
                  Optional.of(told.child()),
                  told.givers(),
                  Optional.of(told.grantee()),
                  told.categories(),
                  told.purposes(),
                  told.validFrom(),
                  told.validTo(),
                  told.method(),
                  told.language(),
                  told.otherParentPresumption(),
                  Optional.of(ConsentStatus.ACTIVE),
                  Optional.of(true));
            })
        .toList();
  }

  /** A consent of the report as its record shows it. */
  static ConsentView record(ReferralView.Consent given) {
    return new ConsentView(
        given.id(),
        List.of(),
        Optional.empty(),
        given.childId(),
        given.child(),
        given.givers(),
        given.grantee(),
        given.categories(),
        given.purposes(),
        given.validFrom(),
        given.validTo(),
        given.method(),
        given.language(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        given.otherParentPresumption(),
        given.status(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(1),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static List<ReferralView.Document> documents(Submission given, Map<String, UUID> ids) {
    return IntStream.range(0, given.documents().size())
        .mapToObj(i -> document(given.documents().get(i), i + 1, ids))
        .toList();
  }

  private static ReferralView.Document document(
      Submission.Document told, int number, Map<String, UUID> ids) {
    return new ReferralView.Document(
        Optional.of(id("document", number)),
        told.children().stream().map(ids::get).toList(),
        List.of(),
        Optional.empty(),
        List.of(),
        told.children(),
        told.category(),
        told.title(),
        told.contentType(),
        Optional.of(5L),
        Optional.of("ab".repeat(32)),
        Optional.of(AT),
        Optional.of(DocumentStatus.CURRENT),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ReferralView.Contribution advice() {
    return new ReferralView.Contribution(
        Optional.of(id("document", 8)),
        Optional.of(DataCategory.ADVICE),
        List.of("uz-voorbeeld"),
        Optional.of(List.of("uz-voorbeeld")),
        Optional.of(true),
        Optional.of(1),
        Optional.empty(),
        Optional.of("Blijf in gesprek met de moeder."),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            document(
                new Submission.Document(
                    List.of(),
                    Optional.of(DataCategory.ADVICE),
                    Optional.empty(),
                    Optional.of("application/pdf"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                9,
                Map.of())),
        List.of("uz-voorbeeld"),
        Optional.empty(),
        Optional.of(AT),
        Optional.empty());
  }

  private static ReferralView.Development development(Optional<UUID> answered) {
    return new ReferralView.Development(
        answered.map(any -> id("document", 7)),
        List.of(),
        Optional.empty(),
        answered,
        Optional.of(AT),
        Optional.of(AT),
        Optional.of("Zij kwam opnieuw."),
        List.of());
  }

  /** A medical document of which nothing else is known than its id. */
  public static DocumentView medicalDocument() {
    return medicalDocument(List.of());
  }

  /** The same of some children. */
  static DocumentView medicalDocument(List<UUID> children) {
    return new DocumentView(
        Optional.of(new UUID(1, 1)),
        children,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.of(REFERRAL),
        Optional.of(DataCategory.MEDICAL),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
