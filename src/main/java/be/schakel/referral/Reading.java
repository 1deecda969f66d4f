package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Findings;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.edge.Bookmarks;
import be.schakel.medical.DocumentView;
import be.schakel.medical.Documents;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.policy.Form;
import be.schakel.problem.Code;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ScanState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows reports to who may see them. Every method is one transaction: what it shows is on record
 * when it is shown.
 *
 * <p>What does not exist and what the caller has nothing to do with are the same answer of the same
 * query.
 */
@ApplicationScoped
public class Reading {

  @Inject Referrals referrals;
  @Inject History history;
  @Inject Changes changes;
  @Inject Documents documents;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Findings findings;
  @Inject Keys keys;
  @Inject Bookmarks bookmarks;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /** One report, as far as the caller may see it. */
  @Transactional
  public Outcome<ReferralView> read(Caller caller, UUID id) {
    return read(caller, id, When.NOW);
  }

  /** The same as it was: each version as far as the caller may see it today. */
  @Transactional
  public Outcome<ReferralView> read(Caller caller, UUID id, When when) {
    var now = clock.instant();
    var found = find(caller, id, now).map(each -> forWhom(caller, each));
    return versions(caller, id, ReferralPart.WHOLE, found, when, now);
  }

  /**
   * To the parket, which may have no more of others' reports, basic data are said in words; to
   * supervision dates stand for what it may not see.
   */
  private static Referral forWhom(Caller caller, Referral found) {
    return switch (caller.partner().kind()) {
      case PARKET ->
          found.head().partner().equals(caller.partner().code()) ? found : found.with(Form.BASIC);
      case AUDITOR -> found.with(Form.METADATA);
      default -> found;
    };
  }

  /** Only where a report stands, or which children it is about. */
  @Transactional
  public Outcome<ReferralView> read(Caller caller, UUID id, ReferralPart part, When when) {
    var now = clock.instant();
    return versions(caller, id, part, find(caller, id, now), when, now);
  }

  /** A child, a person around one, or a document, found by its own id. */
  @Transactional
  public Outcome<ReferralView> part(Caller caller, ReferralPart part, When when) {
    var now = clock.instant();
    var id = part.id().orElseThrow();
    return versions(caller, id, part, holding(caller, id, now), when, now);
  }

  /** What has no such version looks like what does not exist; a page of them may be empty. */
  private Outcome<ReferralView> versions(
      Caller caller,
      UUID asked,
      ReferralPart part,
      Optional<Referral> found,
      When when,
      Instant now) {
    var page = found.map(each -> history.of(caller, each, part, when, now));
    var versions = page.map(History.Page::shown).orElse(List.of());
    if (versions.isEmpty()) {
      var shown = found.filter(any -> when.history()).flatMap(report -> part.of(report));
      return shown.isPresent()
          ? noVersion(caller, shown.get())
          : gate.absent(caller, LogAction.READ, asked);
    }
    if (!when.history()) {
      return gate.release(caller, LogAction.READ, Action.READ, versions.get(0));
    }
    var released = gate.releaseVersions(caller, LogAction.READ, versions);
    return released instanceof Released<ReferralView> left
        ? left.followedBy(page.get().next().map(bookmarks::sealed))
        : released;
  }

  /** To who may see it as it is: nothing changed since. */
  private Outcome<ReferralView> noVersion(Caller caller, Disclosable<ReferralView> shown) {
    var refused = gate.refusal(caller, LogAction.READ, Action.READ, shown);
    return refused.isPresent()
        ? refused.get()
        : gate.releasePage(caller, LogAction.READ, List.of(), "history");
  }

  /**
   * A page of reports among those the caller may see, without texts, documents and contributions.
   *
   * <p>Newest first, so that what arrives meanwhile moves nothing; with {@code updatedSince} in the
   * order of change, so that what changes meanwhile comes again later.
   */
  @Transactional
  public Released<ReferralView> search(Caller caller, ReferralQuery query) {
    return page(caller, query, Optional::of);
  }

  /** The same page, of each report only a part. */
  @Transactional
  public Released<ReferralView> search(Caller caller, ReferralQuery query, ReferralPart part) {
    return page(caller, query, part::of);
  }

  private Released<ReferralView> page(
      Caller caller,
      ReferralQuery query,
      Function<Disclosable<ReferralView>, Optional<Disclosable<ReferralView>>> shown) {
    var now = clock.instant();
    var rows = findable(caller, query, now);
    var registry = registries.current();
    var page = rows.stream().limit(query.limit()).toList();
    var next =
        rows.size() > query.limit()
            ? Optional.of(query.next(page.get(page.size() - 1)))
            : Optional.<Cursor>empty();
    return gate.<ReferralView>releasePage(
            caller,
            LogAction.SEARCH,
            page.stream()
                .map(row -> Referral.listed(row, keys, registry, policies.current(), now))
                .flatMap(report -> shown.apply(report).stream())
                .toList(),
            query.forTheLog())
        .followedBy(next.map(bookmarks::sealed));
  }

  /**
   * A page of rows and one more, of those alone that the caller may find by what it asks: a page
   * that others made shorter would tell of them.
   */
  List<Rows> findable(Caller caller, ReferralQuery query, Instant now) {
    var partner = caller.partner().code();
    var people = new People(keys);
    var identifier = query.identifier().map(given -> Reception.identifier(keys, partner, given));
    var person = query.childInsz().map(people::byInsz);
    var findable = new ArrayList<Rows>();
    var from = query;
    while (true) {
      var rows = referrals.page(from, identifier, person, caller, now);
      var registry = registries.current();
      var listed = new LinkedHashMap<Rows, Disclosable<ReferralView>>();
      rows.forEach(
          row -> listed.put(row, Referral.listed(row, keys, registry, policies.current(), now)));
      findable.addAll(findings.findable(caller, query.conditions(), listed));
      if (rows.size() <= query.limit() || findable.size() > query.limit()) {
        return findable;
      }
      from = query.from(query.next(rows.get(rows.size() - 1)));
    }
  }

  /** One document of one report with its bytes, which open while they are written. */
  @Transactional
  public Outcome<DocumentView> document(Caller caller, UUID referral, UUID document) {
    changes.fetch(document);
    return document(caller, document, find(caller, referral, clock.instant()));
  }

  /** The same, found by its own id alone. */
  @Transactional
  public Outcome<DocumentView> document(Caller caller, UUID document) {
    changes.fetch(document);
    return document(caller, document, holding(caller, document, clock.instant()));
  }

  private Outcome<DocumentView> document(Caller caller, UUID document, Optional<Referral> found) {
    var row =
        found.flatMap(
            known ->
                known.rows().documents().stream()
                    .filter(each -> each.id().equals(document))
                    // It holds every category at once, so no category can decide about it
                    .filter(each -> !each.isOriginal())
                    .findFirst());
    if (found.isEmpty() || row.isEmpty()) {
      return gate.absent(caller, LogAction.DOCUMENT_READ, document);
    }
    var stored = new StoredDocument(found.get(), row.get(), documents);
    return row.get()
        .keptBack()
        .<Outcome<DocumentView>>map(
            state -> gate.keepBack(caller, LogAction.DOCUMENT_READ, stored, refusal(state)))
        .orElseGet(() -> gate.release(caller, LogAction.DOCUMENT_READ, Action.READ, stored));
  }

  private static Code refusal(ScanState state) {
    return state == ScanState.INFECTED ? Code.DOCUMENT_QUARANTINED : Code.DOCUMENT_NOT_SCANNED;
  }

  private Optional<Referral> find(Caller caller, UUID id, Instant now) {
    return referrals.find(id, caller, now).map(rows -> linked(caller, opened(rows, now), now));
  }

  private Optional<Referral> holding(Caller caller, UUID part, Instant now) {
    return referrals
        .findHolding(part, caller, now)
        .map(rows -> linked(caller, opened(rows, now), now));
  }

  /** To who may not see the other child just as well, there is no link. */
  private Referral linked(Caller caller, Referral found, Instant now) {
    var links = found.rows().links();
    return links.isEmpty()
        ? found
        : found.with(
            links.stream()
                .filter(link -> mayKnow(caller, link.child(), link.other(), now))
                .toList());
  }

  /** Whether both children are open to the caller by themselves, whatever it gives as a reason. */
  boolean mayKnow(Caller caller, UUID child, UUID other, Instant now) {
    return Stream.of(child, other)
        .allMatch(
            each ->
                referrals
                    .findHolding(each, caller, now)
                    .map(rows -> opened(rows, now).facts().of(Set.of(each)))
                    .filter(facts -> findings.isKnown(caller.withoutReason(), facts))
                    .isPresent());
  }

  private Referral opened(Rows rows, Instant now) {
    return new Referral(rows, keys, registries.current(), policies.current(), now);
  }

  private record StoredDocument(Referral referral, Rows.DocumentRow row, Documents documents)
      implements Disclosable<DocumentView> {

    @Override
    public CaseFacts facts() {
      return referral.facts();
    }

    @Override
    public Optional<UUID> document() {
      return Optional.of(row.id());
    }

    private boolean counts() {
      return row.retraction().isEmpty() && referral.head().status() != ReferralStatus.RETRACTED;
    }

    @Override
    public DocumentView view(boolean neutral) {
      var key = referral.opening().key(row.children());
      return new DocumentView(
          Optional.of(row.id()),
          row.children(),
          referral.parts().suppliers(row),
          referral.parts().onlyFor(row),
          referral.parts().newestOf(row),
          Optional.of(referral.id()),
          Optional.of(row.category()),
          Optional.of(row.contentType()),
          key.flatMap(
              opens -> documents.title(row.id(), row.title().map(Rows::bytes).orElse(null), opens)),
          Optional.of(row.size()),
          Optional.of(row.sha256()),
          key.map(
              opens ->
                  documents.bytes(
                      row.id(), Rows.bytes(row.sealedKey()), opens, row.size(), counts())));
    }
  }
}
