package be.schakel.referral;

import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import be.schakel.edge.Json;
import be.schakel.partner.Registration;
import be.schakel.partner.Registry;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.Notice;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A stored report, opened: what decides about it, and its views.
 *
 * <p>A child whose key was destroyed keeps its codes and loses everything else; what is sealed with
 * several children's keys is closed as soon as one is gone.
 */
final class Referral implements Disclosable<ReferralView> {

  private final Rows rows;
  private final Registry registry;
  private final Instant now;
  private final boolean texts;
  private final Map<UUID, ContentKey> keys = new LinkedHashMap<>();
  private final Map<UUID, String> childKeys = new LinkedHashMap<>();

  Referral(Rows rows, Keys vault, Registry registry, Instant now) {
    this(rows, vault, registry, now, true);
  }

  private Referral(Rows rows, Keys vault, Registry registry, Instant now, boolean texts) {
    this.texts = texts;
    this.rows = rows;
    this.registry = registry;
    this.now = now;
    for (var child : rows.children()) {
      childKeys.put(child.id(), child.key());
      child.wrappedKey().ifPresent(wrapped -> keys.put(child.id(), vault.unwrap(wrapped)));
    }
  }

  /** As a list shows it: without what somebody wrote. */
  static Referral listed(Rows rows, Keys vault, Registry registry, Instant now) {
    return new Referral(rows, vault, registry, now, false);
  }

  UUID id() {
    return rows.head().id();
  }

  Rows.Head head() {
    return rows.head();
  }

  Rows rows() {
    return rows;
  }

  /** The key that opens what is about all of these children; none when one of theirs is gone. */
  Optional<ContentKey> key(List<UUID> children) {
    var about =
        children.isEmpty() ? rows.children().stream().map(Rows.ChildRow::id).toList() : children;
    return keys.keySet().containsAll(about)
        ? Optional.of(ContentKey.joined(about.stream().map(keys::get).toList()))
        : Optional.empty();
  }

  Optional<UUID> childByKey(String key) {
    return childKeys.entrySet().stream()
        .filter(each -> each.getValue().equals(key))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  boolean hasChild(UUID child) {
    return childKeys.containsKey(child);
  }

  boolean ownedBy(String partner, PartnerKind kind) {
    return kind == PartnerKind.VK
        && (rows.head().status() == ReferralStatus.ROUTING_REQUIRED
            || rows.head().vk().filter(partner::equals).isPresent());
  }

  @Override
  public CaseFacts facts() {
    var head = rows.head();
    return new CaseFacts(
        head.id(),
        head.type(),
        head.partner(),
        head.vk(),
        Set.copyOf(rows.addressed()),
        head.status() == ReferralStatus.RETRACTED,
        head.status() == ReferralStatus.ROUTING_REQUIRED,
        reporterProtected(),
        rows.children().stream()
            .map(child -> new CaseFacts.Child(child.id(), child.pseudonym(), child.secretAddress()))
            .toList());
  }

  /**
   * Who calls the helpline, or a centre without naming an organisation, is a citizen until somebody
   * says otherwise.
   */
  private boolean reporterProtected() {
    return rows.head().channel().isPresent()
        || registry
            .byCode(rows.head().partner())
            .filter(p -> p.kind() == PartnerKind.HELPLINE_1712)
            .isPresent();
  }

  @Override
  public ReferralView view(boolean neutral) {
    var head = rows.head();
    var shared =
        key(List.of())
            .map(key -> open(Sealed.open(key, place(head.id()), head.content()), Shared.class))
            .orElse(Shared.ERASED);
    return new ReferralView(
        Optional.of(head.id()),
        Optional.of(head.reference()),
        Optional.of(head.type()),
        Optional.of(status(neutral)),
        Optional.of(local(head.statusSince())),
        Optional.of(local(head.receivedAt())),
        Optional.of(local(head.updatedAt())),
        Optional.of(head.urgency()),
        head.handling(),
        shared.yourReference(),
        Optional.of(vk(neutral)),
        rows.children().stream().map(this::child).toList(),
        shared.persons().stream().map(this::person).toList(),
        shared.facts().filter(any -> texts),
        head.kindreflexSector(),
        shared.contact(),
        Optional.of(reporter()),
        head.reporterCategory(),
        head.channel(),
        rows.consents().stream().flatMap(consent -> consent(consent).stream()).toList(),
        documents(Optional.empty()),
        rows.contributions().stream().map(this::contribution).toList(),
        rows.developments().stream().map(this::development).toList(),
        rows.retraction().map(this::retraction),
        rows.duplicates(),
        head.warnings());
  }

  /** The receipt of the submission, with the documents that came with it. */
  Disclosable<ReceiptView> receipt() {
    var whole = this;
    return new Disclosable<>() {
      @Override
      public CaseFacts facts() {
        return whole.facts();
      }

      @Override
      public ReceiptView view(boolean neutral) {
        return whole.receiptView(neutral);
      }
    };
  }

  private ReceiptView receiptView(boolean neutral) {
    var head = rows.head();
    return new ReceiptView(
        Optional.of(head.id()),
        Optional.of(head.reference()),
        Optional.of(head.type()),
        Optional.of(status(neutral)),
        Optional.of(local(head.receivedAt())),
        Optional.of(head.urgency()),
        Optional.of(vk(neutral)),
        rows.children().stream()
            .map(
                child ->
                    new ReceiptView.ChildRef(Optional.of(child.key()), Optional.of(child.id())))
            .toList(),
        rows.documents().stream()
            .filter(document -> document.part().isEmpty())
            .map(
                document ->
                    new ReceiptView.StoredDocument(
                        Optional.of(document.id()), Optional.of(document.sha256())))
            .toList(),
        rows.consents().stream().map(Rows.ConsentRow::id).toList(),
        head.warnings());
  }

  /** With a secret address a transfer must not show: it would tell that the child moved. */
  private ReferralStatus status(boolean neutral) {
    var status = rows.head().status();
    return neutral && status == ReferralStatus.TRANSFERRED ? ReferralStatus.RECEIVED : status;
  }

  private ReferralView.Vk vk(boolean neutral) {
    var contact =
        rows.head()
            .vk()
            .filter(code -> !neutral)
            .flatMap(registry::byCode)
            .map(centre -> centre.contact(now))
            .orElseGet(registry::generalContact);
    return new ReferralView.Vk(
        contact.code(),
        Optional.of(new LocalizedText(contact.name())),
        Optional.of(contact.phone()),
        Optional.of(contact.staffed(now)),
        Optional.of(LocalizedText.of(Notice.NO_EMERGENCY_SERVICE)));
  }

  private ReferralView.Child child(Rows.ChildRow row) {
    var told =
        Optional.ofNullable(keys.get(row.id()))
            .map(
                key ->
                    open(
                        Sealed.open(key, place(row.id()), Rows.bytes(row.content())),
                        Submission.Child.class));
    return new ReferralView.Child(
        Optional.of(row.key()),
        Optional.of(row.id()),
        told.flatMap(Submission.Child::insz),
        told.flatMap(Submission.Child::noInszReason),
        told.flatMap(Submission.Child::familyName),
        told.map(Submission.Child::givenNames).orElse(List.of()),
        told.flatMap(Submission.Child::birthDate),
        told.flatMap(Submission.Child::expectedBirthDate),
        told.flatMap(Submission.Child::gender),
        told.flatMap(Submission.Child::address),
        Optional.of(row.secretAddress()),
        Optional.of(row.problem()),
        row.contexts(),
        told.flatMap(Submission.Child::view).filter(any -> texts),
        told.flatMap(Submission.Child::informed));
  }

  private ReferralView.Person person(Submission.Person person) {
    return new ReferralView.Person(
        person.of().stream().flatMap(key -> childByKey(key).stream()).toList(),
        person.key(),
        person.role(),
        person.familyName(),
        person.givenNames(),
        person.authority(),
        person.of(),
        person.language(),
        person.interpreter(),
        person.informed());
  }

  private ReferralView.Reporter reporter() {
    var code = rows.head().partner();
    var registration = registry.byCode(code);
    return new ReferralView.Reporter(
        Optional.of(code),
        registration.map(
            found ->
                new LocalizedText(found.name(LocalDate.ofInstant(now, SubmissionRules.BRUSSELS)))),
        registration.map(Registration::kind));
  }

  private Optional<ReferralView.Consent> consent(Rows.ConsentRow row) {
    return key(List.of(row.child()))
        .map(
            key ->
                open(
                    Sealed.open(key, place(row.id()), Rows.bytes(row.content())),
                    ConsentContent.class))
        .map(
            content ->
                new ReferralView.Consent(
                    Optional.of(row.id()),
                    Optional.of(row.child()),
                    Optional.ofNullable(childKeys.get(row.child())),
                    content.givers(),
                    Optional.of(row.grantee()),
                    row.categories(),
                    row.purposes(),
                    Optional.of(row.validFrom()),
                    Optional.of(row.validTo()),
                    content.method(),
                    content.language(),
                    Optional.of(content.otherParentPresumption()),
                    Optional.of(row.status())));
  }

  private List<ReferralView.Document> documents(Optional<UUID> part) {
    var found = new ArrayList<ReferralView.Document>();
    for (var row : rows.documents()) {
      if (row.part().equals(part)) {
        found.add(document(row));
      }
    }
    return found;
  }

  private ReferralView.Document document(Rows.DocumentRow row) {
    var title =
        key(row.children())
            .flatMap(
                key ->
                    row.title()
                        .map(hex -> Sealed.open(key, "document/" + row.id(), Rows.bytes(hex))))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    return new ReferralView.Document(
        Optional.of(row.id()),
        row.children(),
        suppliers(row),
        row.children().stream().map(childKeys::get).toList(),
        Optional.of(row.category()),
        title,
        Optional.of(row.contentType()),
        Optional.of(row.size()),
        Optional.of(row.sha256()),
        Optional.of(local(row.receivedAt())));
  }

  /**
   * Whose own a document is: who sent it, and to whom the contribution it came with is addressed.
   */
  List<String> suppliers(Rows.DocumentRow row) {
    var suppliers = new ArrayList<String>();
    suppliers.add(row.partner());
    rows.contributions().stream()
        .filter(contribution -> row.part().filter(contribution.id()::equals).isPresent())
        .forEach(contribution -> suppliers.addAll(contribution.audience()));
    return suppliers;
  }

  private ReferralView.Contribution contribution(Rows.ContributionRow row) {
    return new ReferralView.Contribution(
        Optional.of(row.id()),
        Optional.of(row.category()),
        row.audience(),
        Optional.of(row.version()),
        row.child(),
        text(row.id(), row.child().stream().toList(), row.content()),
        documents(Optional.of(row.id())).stream().findFirst(),
        row.audience(),
        Optional.of(local(row.recordedAt())));
  }

  private ReferralView.Development development(Rows.DevelopmentRow row) {
    return new ReferralView.Development(
        Optional.of(row.id()),
        List.of(row.partner()),
        row.occurredAt().map(Referral::local),
        Optional.of(local(row.recordedAt())),
        text(row.id(), List.of(), row.content()),
        documents(Optional.of(row.id())));
  }

  private ReferralView.Retraction retraction(Rows.RetractionRow row) {
    return new ReferralView.Retraction(
        row.reason().or(() -> Optional.of(RetractionReason.WITHDRAWN)),
        text(id(), List.of(), row.text()),
        Optional.of(local(row.since())));
  }

  private Optional<String> text(UUID place, List<UUID> children, Optional<String> hexDigits) {
    return hexDigits
        .flatMap(hex -> key(children).map(key -> Sealed.open(key, place(place), Rows.bytes(hex))))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** What sealed content is bound to. */
  static String place(UUID id) {
    return "referral/" + id;
  }

  static OffsetDateTime local(OffsetDateTime time) {
    return time.atZoneSameInstant(SubmissionRules.BRUSSELS).toOffsetDateTime();
  }

  static byte[] json(Object content) {
    try {
      return Json.MAPPER.writeValueAsBytes(content);
    } catch (IOException impossible) {
      throw new IllegalStateException(
          "content does not write: " + impossible.getClass().getSimpleName());
    }
  }

  private static <T> T open(byte[] json, Class<T> type) {
    try {
      return Json.MAPPER.readValue(json, type);
    } catch (IOException changed) {
      // Without its message, which would quote the content
      throw new IllegalStateException("opened content does not read as " + type.getSimpleName());
    }
  }
}
