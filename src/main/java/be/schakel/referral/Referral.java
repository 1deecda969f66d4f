package be.schakel.referral;

import be.schakel.consent.ChildFacts;
import be.schakel.consent.ConsentRules;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import be.schakel.partner.Registration;
import be.schakel.partner.Registry;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.problem.Issue;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.HelpKind;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

  private static final Set<ReferralStatus> TAKEN_UP =
      EnumSet.of(ReferralStatus.TAKEN_UP, ReferralStatus.CLOSED);

  private final Rows rows;
  private final Rows version;
  private final Registry registry;
  private final Policy policy;
  private final Instant now;
  private final boolean texts;
  private final ReferralParts parts;
  private final Form form;
  private final List<Rows.LinkRow> links;

  Referral(Rows rows, Keys vault, Registry registry, Policy policy, Instant now) {
    this(rows, vault, registry, policy, now, true);
  }

  private Referral(
      Rows rows, Keys vault, Registry registry, Policy policy, Instant now, boolean texts) {
    this.form = Form.FULL;
    this.links = List.of();
    this.texts = texts;
    this.rows = rows;
    this.version = rows;
    this.registry = registry;
    this.policy = policy;
    this.now = now;
    this.parts =
        new ReferralParts(
            rows,
            rows,
            new Opening(rows.children(), vault),
            new Versions(rows.contributions(), this::centre),
            texts);
  }

  private Referral(Referral report, Rows version, Form form, List<Rows.LinkRow> links) {
    this.version = version;
    this.form = form;
    this.links = links;
    this.texts = report.texts;
    this.rows = report.rows;
    this.registry = report.registry;
    this.policy = report.policy;
    this.now = report.now;
    this.parts = report.parts.of(version);
  }

  /**
   * The same, also with what takes the place of categories for who may have no more of them: what a
   * magistrate may be told of the help that was given, or what supervision counts.
   */
  Referral with(Form form) {
    return new Referral(this, version, form, links);
  }

  /** The same with the links of its children that its reader may know of: none otherwise. */
  Referral with(List<Rows.LinkRow> open) {
    return new Referral(this, version, form, open);
  }

  /**
   * The same as it was: what decides about it is how it stands now, and what is shown is of then.
   */
  Referral as(Rows version) {
    return new Referral(
        this, version, form, links.stream().filter(version.links()::contains).toList());
  }

  @Override
  public Optional<Instant> earlier() {
    return Optional.of(version.head().updatedAt().toInstant()).filter(any -> version != rows);
  }

  ReferralParts parts() {
    return parts;
  }

  boolean centre(String partner) {
    return registry.byCode(partner).filter(found -> found.kind() == PartnerKind.VK).isPresent();
  }

  /** As a list shows it: without what somebody wrote. */
  static Referral listed(Rows rows, Keys vault, Registry registry, Policy policy, Instant now) {
    return new Referral(rows, vault, registry, policy, now, false);
  }

  /** What opens it. */
  Opening opening() {
    return parts.opening();
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
            .map(
                child ->
                    new CaseFacts.Child(
                        child.id(),
                        child.pseudonym(),
                        child.secretAddress(),
                        () -> deciding(child)))
            .toList(),
        team());
  }

  private Optional<CaseFacts.Team> team() {
    return Optional.of(rows.team())
        .filter(members -> !members.isEmpty())
        .map(members -> new CaseFacts.Team(Set.copyOf(members), this::sealed));
  }

  private byte[] sealed(UUID row, String text) {
    return opening()
        .key(List.of())
        .map(key -> Sealed.seal(key, Opening.place(row), text.getBytes(StandardCharsets.UTF_8)))
        .orElse(new byte[0]);
  }

  /** What the report tells about who decides for a child, by place. */
  private ChildFacts deciding(Rows.ChildRow row) {
    return submitted(row.id())
        .map(child -> new Places(persons()).facts(child, closedOn()))
        .orElseGet(Places::erased);
  }

  List<Submission.Person> persons() {
    return shared().persons();
  }

  Optional<Submission.Child> submitted(UUID child) {
    return rows.children().stream()
        .filter(row -> row.id().equals(child))
        .findFirst()
        .flatMap(
            row ->
                opening()
                    .read(
                        List.of(child), child, Rows.bytes(row.content()), Submission.Child.class));
  }

  private Optional<LocalDate> closedOn() {
    return rows.head().status() == ReferralStatus.CLOSED
        ? Optional.of(
            rows.head().statusSince().atZoneSameInstant(SubmissionRules.BRUSSELS).toLocalDate())
        : Optional.empty();
  }

  private Shared shared() {
    return opening()
        .read(List.of(), id(), rows.head().content(), Shared.class)
        .orElse(Shared.ERASED);
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
    var head = version.head();
    var shared = shared();
    return new ReferralView(
        Optional.of(head.id()),
        Optional.of(head.reference()),
        Optional.of(head.type()),
        Optional.of(status(neutral)),
        Optional.of(local(since(neutral))),
        Optional.of(local(head.receivedAt())),
        Optional.of(local(head.updatedAt())),
        Optional.of(head.urgency()),
        head.handling(),
        shared.yourReference(),
        Optional.of(vk(neutral)),
        version.children().stream().map(child -> parts.child(child, links)).toList(),
        shared.persons().stream().map(parts::person).toList(),
        shared.facts().filter(any -> texts),
        head.kindreflexSector(),
        shared.contact(),
        Optional.of(reporter()),
        head.reporterCategory(),
        head.channel(),
        consents(shared),
        parts.documents(Optional.empty()),
        version.contributions().stream().map(parts::contribution).toList(),
        version.developments().stream().map(parts::development).toList(),
        version.words(Rows.Word.QUESTION).stream().map(parts::question).toList(),
        version.words(Rows.Word.CANCELLATION_REQUEST).stream().map(parts::cancellation).toList(),
        version.retraction().map(parts::retraction),
        mano().request(form),
        Optional.of(help()).filter(any -> form == Form.BASIC),
        version.duplicates(),
        head.warnings(),
        parts.originals());
  }

  private List<ReferralView.Consent> consents(Shared shared) {
    if (version.consents().isEmpty()) {
      return List.of();
    }
    var rules = new ConsentRules(policy);
    var told = facts().children();
    var views = new ArrayList<ReferralView.Consent>();
    for (var row : version.consents()) {
      var child = told.stream().filter(one -> one.id().equals(row.child())).findFirst();
      var facts = rows.facts().stream().filter(fact -> fact.child().equals(row.child())).toList();
      child
          .map(one -> rules.standing(row.consent(id()), one.told().get().with(facts), now))
          .flatMap(standing -> parts.consent(row, standing, shared.persons()))
          .ifPresent(views::add);
    }
    return views;
  }

  /** What its request to investigate societal necessity says and came to. */
  ManoParts mano() {
    return new ManoParts(version, shared(), texts);
  }

  List<Issue> admissibilityDoubts() {
    return mano()
        .doubts(
            registry,
            rows.children().stream()
                .map(row -> submitted(row.id()).flatMap(Submission.Child::informed))
                .toList());
  }

  private ReferralView.Help help() {
    var kinds = new ArrayList<HelpKind>();
    if (version.contributions().stream().anyMatch(row -> row.category() == DataCategory.ADVICE)) {
      kinds.add(HelpKind.ADVICE);
    }
    if (TAKEN_UP.contains(version.head().status())) {
      kinds.add(HelpKind.GUIDANCE);
    }
    if (version.contributions().stream()
        .anyMatch(row -> row.category() == DataCategory.PLACEMENT)) {
      kinds.add(HelpKind.PLACEMENT);
    }
    return new ReferralView.Help(Optional.of(!kinds.isEmpty()), kinds);
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
        rows.documentsOf(Optional.empty()).stream().map(Rows.DocumentRow::reference).toList(),
        rows.consents().stream().map(Rows.ConsentRow::id).toList(),
        head.warnings());
  }

  /** With a secret address a transfer must not show: it would tell that the child moved. */
  private ReferralStatus status(boolean neutral) {
    var status = version.head().status();
    return neutral && status == ReferralStatus.TRANSFERRED ? ReferralStatus.RECEIVED : status;
  }

  /** Nor when: a report that was received later than it came in would tell the same. */
  private OffsetDateTime since(boolean neutral) {
    var head = version.head();
    return neutral && status(true) == ReferralStatus.RECEIVED
        ? head.receivedAt()
        : head.statusSince();
  }

  ReferralView.Vk vk(boolean neutral) {
    var contact =
        version
            .head()
            .vk()
            .filter(code -> !neutral)
            .flatMap(registry::byCode)
            .map(centre -> centre.contact(now))
            .orElseGet(registry::generalContact);
    return ReferralView.Vk.of(contact, now);
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

  static OffsetDateTime local(OffsetDateTime time) {
    return time.atZoneSameInstant(SubmissionRules.BRUSSELS).toOffsetDateTime();
  }
}
