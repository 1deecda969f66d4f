package be.schakel.referral;

import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A part of a report that is asked for by itself, as FHIR does: nothing else of the report is then
 * decided, recorded or shown.
 *
 * @param id of the child or document that is asked for
 * @param person tells the key of a person around that child
 */
public record ReferralPart(Kind kind, Optional<UUID> id, Predicate<String> person) {

  /** All of it. */
  static final ReferralPart WHOLE = new ReferralPart(Kind.WHOLE);

  /** Where the report stands, and what the centre answered. */
  public static final ReferralPart STATUS = new ReferralPart(Kind.STATUS);

  /** Which children it is about, by id alone. */
  public static final ReferralPart CHILDREN = new ReferralPart(Kind.CHILDREN);

  /** What the centre asked its submitter, and what that answered. */
  public static final ReferralPart CORRESPONDENCE = new ReferralPart(Kind.CORRESPONDENCE);

  /** What its submitter asked the centre to stop. */
  public static final ReferralPart CANCELLATIONS = new ReferralPart(Kind.CANCELLATIONS);

  private static final Set<Kind> WITH_CENTRE =
      EnumSet.of(
          Kind.STATUS, Kind.CORRESPONDENCE, Kind.SAID, Kind.CANCELLATIONS, Kind.CANCELLATION);

  private static final Set<Kind> WITH_CHILDREN_BY_ID =
      EnumSet.of(
          Kind.STATUS,
          Kind.CHILDREN,
          Kind.CORRESPONDENCE,
          Kind.SAID,
          Kind.CANCELLATIONS,
          Kind.CANCELLATION);

  /** What can be asked for. */
  enum Kind {
    WHOLE,
    STATUS,
    CHILDREN,
    CHILD,
    PERSON,
    DOCUMENT,
    ORIGINAL,
    CONTRIBUTION,
    DEVELOPMENT,
    CORRESPONDENCE,
    SAID,
    CANCELLATIONS,
    CANCELLATION
  }

  private ReferralPart(Kind kind) {
    this(kind, Optional.empty());
  }

  private ReferralPart(Kind kind, Optional<UUID> id) {
    this(kind, id, key -> false);
  }

  /** One child. */
  public static ReferralPart child(UUID child) {
    return new ReferralPart(Kind.CHILD, Optional.of(child));
  }

  /**
   * A person around a child.
   *
   * @param key tells the person's key
   */
  public static ReferralPart person(UUID child, Predicate<String> key) {
    return new ReferralPart(Kind.PERSON, Optional.of(child), key);
  }

  /** What is known of a document. */
  public static ReferralPart document(UUID document) {
    return new ReferralPart(Kind.DOCUMENT, Optional.of(document));
  }

  /** What was sent itself, before it was read as a report or a development. */
  public static ReferralPart original(UUID document) {
    return new ReferralPart(Kind.ORIGINAL, Optional.of(document));
  }

  /** What somebody wrote into it, with its document. */
  static ReferralPart contribution(UUID contribution) {
    return new ReferralPart(Kind.CONTRIBUTION, Optional.of(contribution));
  }

  /** What the submitter told since, with its documents. */
  static ReferralPart development(UUID development) {
    return new ReferralPart(Kind.DEVELOPMENT, Optional.of(development));
  }

  /** One of these: a question, or an answer with its documents. */
  public static ReferralPart said(UUID word) {
    return new ReferralPart(Kind.SAID, Optional.of(word));
  }

  /** That the submitter asked the centre to stop. */
  public static ReferralPart cancellation(UUID request) {
    return new ReferralPart(Kind.CANCELLATION, Optional.of(request));
  }

  /** The part of a report, ready for the gate; empty when the report has no such part. */
  Optional<Disclosable<ReferralView>> of(Disclosable<ReferralView> report) {
    if (kind == Kind.WHOLE) {
      return Optional.of(report);
    }
    return has(report.view(false)) ? Optional.of(new Only(report, this)) : Optional.empty();
  }

  /** When it changed last; empty for what does not, or shows no time of it. */
  Optional<OffsetDateTime> changedAt(Rows rows) {
    return switch (kind) {
      case WHOLE, STATUS -> Optional.of(rows.head().updatedAt());
      case CANCELLATION ->
          rows.words(Rows.Word.CANCELLATION_REQUEST).stream()
              .filter(asked -> id.filter(asked.id()::equals).isPresent())
              .map(asked -> rows.after(asked).orElse(asked).recordedAt())
              .findFirst();
      case CHILDREN,
          CHILD,
          PERSON,
          DOCUMENT,
          ORIGINAL,
          CONTRIBUTION,
          DEVELOPMENT,
          CORRESPONDENCE,
          SAID,
          CANCELLATIONS ->
          Optional.empty();
    };
  }

  private boolean has(ReferralView whole) {
    var only = of(whole);
    return switch (kind) {
      case WHOLE, STATUS, CHILDREN, CORRESPONDENCE, CANCELLATIONS -> true;
      case CHILD -> !only.children().isEmpty();
      case PERSON -> !only.persons().isEmpty();
      case DOCUMENT -> !only.documents().isEmpty();
      case ORIGINAL -> !only.originals().isEmpty();
      case CONTRIBUTION -> !only.contributions().isEmpty();
      case DEVELOPMENT -> !only.developments().isEmpty();
      case SAID -> !only.questions().isEmpty() || !only.developments().isEmpty();
      case CANCELLATION -> !only.cancellations().isEmpty();
    };
  }

  private ReferralView of(ReferralView whole) {
    var standing = kind == Kind.STATUS;
    return new ReferralView(
        whole.id(),
        only(standing, whole.reference()),
        only(standing, whole.type()),
        only(standing, whole.status()),
        only(standing, whole.statusSince()),
        only(standing, whole.receivedAt()),
        only(standing, whole.lastUpdated()),
        only(standing, whole.urgency()),
        only(standing, whole.handlingRequested()),
        only(standing, whole.yourReference()),
        only(WITH_CENTRE.contains(kind), whole.vk()),
        children(whole),
        of(Kind.PERSON, whole.persons(), this::isPerson),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        of(Kind.DOCUMENT, documents(whole), document -> document.id().equals(id)),
        contributions(whole),
        whole.developments().stream().filter(this::isTold).toList(),
        questions(whole),
        cancellations(whole),
        only(standing, whole.retraction()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        of(Kind.ORIGINAL, whole.originals(), sent -> sent.id().equals(id)));
  }

  private List<ReferralView.Child> children(ReferralView whole) {
    return WITH_CHILDREN_BY_ID.contains(kind)
        ? whole.children().stream().map(ReferralPart::named).toList()
        : of(Kind.CHILD, whole.children(), child -> child.id().equals(id));
  }

  private boolean isTold(ReferralView.Development told) {
    return switch (kind) {
      case DEVELOPMENT -> told.id().equals(id);
      case SAID -> told.id().equals(id) && told.question().isPresent();
      case CORRESPONDENCE -> told.question().isPresent();
      default -> false;
    };
  }

  /** Beside the status that there are some; what they say has an address of its own. */
  private List<Question> questions(ReferralView whole) {
    return switch (kind) {
      case STATUS -> whole.questions().stream().map(Question::unread).toList();
      case CORRESPONDENCE -> whole.questions();
      default -> of(Kind.SAID, whole.questions(), asked -> asked.id().equals(id));
    };
  }

  private List<Cancellation> cancellations(ReferralView whole) {
    return switch (kind) {
      case STATUS -> whole.cancellations().stream().map(Cancellation::unread).toList();
      case CANCELLATIONS -> whole.cancellations();
      default -> of(Kind.CANCELLATION, whole.cancellations(), asked -> asked.id().equals(id));
    };
  }

  private List<ReferralView.Contribution> contributions(ReferralView whole) {
    return kind == Kind.STATUS
        ? whole.contributions()
        : of(Kind.CONTRIBUTION, whole.contributions(), written -> written.id().equals(id));
  }

  private boolean isPerson(ReferralView.Person given) {
    var about = given.childIds().isEmpty() || given.childIds().stream().anyMatch(id.get()::equals);
    return about && given.key().filter(person).isPresent();
  }

  /** Those that came with the report, and with what was added to it. */
  private static List<ReferralView.Document> documents(ReferralView whole) {
    return Stream.of(
            whole.documents().stream(),
            whole.contributions().stream().flatMap(each -> each.document().stream()),
            whole.developments().stream().flatMap(each -> each.documents().stream()))
        .flatMap(each -> each)
        .toList();
  }

  private static ReferralView.Child named(ReferralView.Child child) {
    return new ReferralView.Child(
        child.key(),
        child.id(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static <T> Optional<T> only(boolean wanted, Optional<T> value) {
    return wanted ? value : Optional.empty();
  }

  private <T> List<T> of(Kind wanted, List<T> values, Predicate<T> which) {
    return kind == wanted ? values.stream().filter(which).toList() : List.of();
  }

  /** A report of which only a part can leave. */
  private record Only(Disclosable<ReferralView> report, ReferralPart part)
      implements Disclosable<ReferralView> {

    @Override
    public CaseFacts facts() {
      return report.facts();
    }

    @Override
    public Optional<Instant> earlier() {
      return report.earlier();
    }

    @Override
    public ReferralView view(boolean neutral) {
      return part.of(report.view(neutral));
    }
  }
}
