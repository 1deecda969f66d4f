package be.schakel.referral;

import be.schakel.consent.Consent;
import be.schakel.consent.Standing;
import be.schakel.vocabulary.CancellationState;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.ScanState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The parts of a report as its view shows them, opened.
 *
 * @param rows how it stood in the version that is shown
 * @param now how it stands, which decides for whom each part is
 * @param versions tells for whom a contribution is meant
 * @param texts with what somebody wrote about a child; a list leaves it out
 */
record ReferralParts(Rows rows, Rows now, Opening opening, Versions versions, boolean texts) {

  /** The same of another version. */
  ReferralParts of(Rows version) {
    return new ReferralParts(version, now, opening, versions, texts);
  }

  /**
   * @param links those of all children that its reader may know of
   */
  ReferralView.Child child(Rows.ChildRow row, List<Rows.LinkRow> links) {
    var told =
        opening.read(
            List.of(row.id()), row.id(), Rows.bytes(row.content()), Submission.Child.class);
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
        told.flatMap(Submission.Child::informed),
        links.stream()
            .filter(link -> link.child().equals(row.id()))
            .map(ReferralParts::link)
            .toList());
  }

  private static LinkView link(Rows.LinkRow row) {
    return new LinkView(
        Optional.of(row.id()),
        Optional.of(row.other()),
        Optional.of(row.otherReferral()),
        Optional.of(row.reversed() ? row.type().reversed() : row.type()),
        Optional.of(Referral.local(row.since())));
  }

  ReferralView.Person person(Submission.Person person) {
    return new ReferralView.Person(
        person.of().stream().flatMap(key -> opening.child(key).stream()).toList(),
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

  /** A consent as it stands now, by those who give it now. */
  Optional<ReferralView.Consent> consent(
      Rows.ConsentRow row, Standing standing, List<Submission.Person> persons) {
    var consent = row.consent(rows.head().id());
    var places = new Places(persons);
    return opening
        .read(List.of(row.child()), row.id(), Rows.bytes(row.content()), ConsentContent.class)
        .map(
            content ->
                new ReferralView.Consent(
                    Optional.of(row.id()),
                    Optional.of(row.child()),
                    ownTo(consent),
                    opening.name(row.child()),
                    row.givers().stream()
                        .sorted()
                        .flatMap(place -> places.key(place, opening.name(row.child())).stream())
                        .toList(),
                    Optional.of(row.grantee()),
                    row.categories(),
                    row.purposes(),
                    Optional.of(row.validFrom()),
                    Optional.of(row.validTo()),
                    content.method(),
                    content.language(),
                    Optional.of(content.otherParentPresumption()),
                    Optional.of(standing.shown(consent)),
                    Optional.of(standing.state() == Standing.State.USABLE)));
  }

  /** Who is only its grantee finds it among the consents: it is not told of the report by it. */
  private List<String> ownTo(Consent consent) {
    return consent.concerned().stream()
        .filter(
            partner ->
                partner.equals(consent.recordedBy()) || partner.equals(rows.head().partner()))
        .toList();
  }

  List<ReferralView.Document> documents(Optional<UUID> part) {
    return rows.documentsOf(part).stream().map(this::document).toList();
  }

  /** What was sent itself, the report first. */
  List<OriginalView> originals() {
    return rows.documents().stream()
        .filter(Rows.DocumentRow::isOriginal)
        .sorted(Comparator.comparing(Rows.DocumentRow::receivedAt))
        .map(
            row ->
                new OriginalView(
                    List.of(row.partner()),
                    row.children(),
                    Optional.of(row.id()),
                    Optional.of(row.contentType()),
                    Optional.of(row.size()),
                    Optional.of(row.sha256()),
                    Optional.of(Referral.local(row.receivedAt())),
                    Optional.of(row.partner()),
                    row.changes().orElse(List.of())))
        .toList();
  }

  ReferralView.Document document(Rows.DocumentRow row) {
    var title = opening.text(row.children(), "document/" + row.id(), row.title());
    return new ReferralView.Document(
        Optional.of(row.id()),
        row.children(),
        suppliers(row),
        onlyFor(row),
        newestOf(row),
        row.children().stream().flatMap(child -> opening.name(child).stream()).toList(),
        Optional.of(row.category()),
        title,
        Optional.of(row.contentType()),
        Optional.of(row.size()),
        Optional.of(row.sha256()),
        Optional.of(Referral.local(row.receivedAt())),
        Optional.of(row.status()),
        row.keptBack(),
        row.replaces().filter(this::stands),
        row.replacedBy().filter(this::stands),
        row.retraction()
            .map(
                retracted ->
                    new ReferralView.Retraction(
                        retracted.reason(),
                        opening.text(
                            row.children(), Opening.retraction(row.id()), retracted.text()),
                        Optional.of(Referral.local(retracted.since())))));
  }

  private boolean stands(UUID document) {
    return now.document(document).filter(found -> found.retraction().isEmpty()).isPresent();
  }

  /** Whose own a document is: who sent it, and whose own the contribution is it came with. */
  List<String> suppliers(Rows.DocumentRow row) {
    var suppliers = new ArrayList<String>();
    suppliers.add(row.partner());
    contribution(row).map(versions::ownTo).ifPresent(suppliers::addAll);
    return suppliers;
  }

  /** The partners that may see a document at all; empty when that is not limited. */
  Optional<List<String>> onlyFor(Rows.DocumentRow row) {
    return row.retraction().isPresent() ? Optional.of(List.of(row.partner())) : meantFor(row);
  }

  /** What takes the place of another is for nobody for whom that was not. */
  private Optional<List<String>> meantFor(Rows.DocumentRow row) {
    var own =
        row.readers()
            .or(() -> answer(row).flatMap(ReferralParts::readers))
            .or(() -> contribution(row).flatMap(found -> onlyFor(found, details(found))));
    return row.replaces()
        .flatMap(now::document)
        .flatMap(this::meantFor)
        .map(of -> of.stream().filter(each -> isMeant(each, own)).toList())
        .or(() -> own);
  }

  /** The children of whom a document is the newest of its category. */
  List<UUID> newestOf(Rows.DocumentRow row) {
    return row.children().stream()
        .filter(child -> newest(row.category(), child).filter(row::isSame).isPresent())
        .toList();
  }

  /**
   * The newest document that counts, and is not for some partners alone, since it must not hide
   * what others may have; of those that came at the same moment the last one. What replaces another
   * has its place: who may have only the newest gets no other report by it than before.
   */
  private Optional<Rows.DocumentRow> newest(DataCategory category, UUID child) {
    return now.documents().stream()
        .filter(each -> each.status() == DocumentStatus.CURRENT)
        .filter(each -> !each.scan().equals(Optional.of(ScanState.INFECTED)))
        .filter(each -> each.category() == category && each.children().contains(child))
        .filter(each -> meantFor(each).isEmpty())
        .reduce((one, next) -> next.since().isBefore(one.since()) ? one : next);
  }

  private Optional<Rows.DevelopmentRow> answer(Rows.DocumentRow row) {
    return now.developments().stream()
        .filter(told -> row.part().filter(told.id()::equals).isPresent())
        .findFirst();
  }

  private Optional<Rows.ContributionRow> contribution(Rows.DocumentRow row) {
    return now.contributions().stream()
        .filter(contribution -> row.part().filter(contribution.id()::equals).isPresent())
        .findFirst();
  }

  private Optional<List<String>> onlyFor(Rows.ContributionRow row, ContributionDetails details) {
    var meant = versions.onlyFor(row);
    return details
        .readers()
        .map(of -> of.stream().filter(each -> isMeant(each, meant)).toList())
        .or(() -> meant);
  }

  private static boolean isMeant(String partner, Optional<List<String>> meant) {
    return meant.map(only -> only.contains(partner)).orElse(true);
  }

  private ContributionDetails details(Rows.ContributionRow row) {
    return row.details()
        .flatMap(
            hex ->
                opening.read(
                    row.child().stream().toList(),
                    Opening.details(row.id()),
                    Rows.bytes(hex),
                    ContributionDetails.class))
        .orElse(ContributionDetails.NONE);
  }

  ReferralView.Contribution contribution(Rows.ContributionRow row) {
    var about = row.child().stream().toList();
    var details = details(row);
    return new ReferralView.Contribution(
        Optional.of(row.id()),
        Optional.of(row.category()),
        versions.ownTo(row),
        onlyFor(row, details),
        Optional.of(versions.counts(row) && !details.keptByTheChild()),
        Optional.of(row.version()),
        row.child(),
        opening.text(about, Opening.place(row.id()), row.content()),
        details.agreements().stream().map(ReferralParts::agreement).toList(),
        row.reviewOn(),
        details.risk(),
        details.placement(),
        details.view(),
        documents(Optional.of(row.id())).stream().findFirst(),
        row.audience(),
        versions.author(row),
        Optional.of(Referral.local(row.recordedAt())),
        row.retraction()
            .map(
                retracted ->
                    new ReferralView.Retraction(
                        retracted.reason(),
                        opening.text(about, Opening.retraction(row.id()), retracted.text()),
                        Optional.of(Referral.local(retracted.since())))));
  }

  private static ReferralView.Agreement agreement(NewContribution.Agreement agreement) {
    return new ReferralView.Agreement(
        Optional.of(agreement.audience()), Optional.of(agreement.text()), agreement.audience());
  }

  ReferralView.Development development(Rows.DevelopmentRow row) {
    return new ReferralView.Development(
        Optional.of(row.id()),
        List.of(row.partner()),
        readers(row),
        row.question(),
        row.occurredAt().map(Referral::local),
        Optional.of(Referral.local(row.recordedAt())),
        opening.text(List.of(), Opening.place(row.id()), row.content()),
        documents(Optional.of(row.id())));
  }

  /** What is asked is between the two of them, and so is what is answered. */
  private static Optional<List<String>> readers(Rows.DevelopmentRow row) {
    return row.question().map(any -> List.of(row.partner()));
  }

  Question question(Rows.WordRow row) {
    var answered =
        rows.developments().stream()
            .anyMatch(told -> told.question().filter(row.id()::equals).isPresent());
    var retracted = rows.after(row);
    var waits = !answered && retracted.isEmpty() && Move.waitsForAnswers(rows.head().status());
    return new Question(
        Optional.of(row.id()),
        retracted.isPresent() ? List.of() : List.of(rows.head().partner()),
        Optional.of(Referral.local(row.recordedAt())),
        Optional.of(waits),
        said(row),
        retracted.map(Rows.WordRow::recordedAt).map(Referral::local));
  }

  Cancellation cancellation(Rows.WordRow row) {
    var decision = rows.after(row);
    return new Cancellation(
        Optional.of(row.id()),
        List.of(rows.head().partner()),
        Optional.of(state(decision)),
        Optional.of(Referral.local(row.recordedAt())),
        decision.map(Rows.WordRow::recordedAt).map(Referral::local),
        said(row),
        decision.flatMap(this::said));
  }

  /** What is taken back while it waits has what it wants. */
  private CancellationState state(Optional<Rows.WordRow> decision) {
    var refused = decision.filter(said -> said.kind() == Rows.Word.CANCELLATION_REFUSED);
    if (refused.isPresent()) {
      return CancellationState.REFUSED;
    }
    return decision.isPresent() || rows.head().status() == ReferralStatus.RETRACTED
        ? CancellationState.ACCEPTED
        : CancellationState.REQUESTED;
  }

  private Optional<String> said(Rows.WordRow row) {
    return opening.text(List.of(), Opening.place(row.id()), row.content()).filter(any -> texts);
  }

  ReferralView.Retraction retraction(Rows.RetractionRow row) {
    return new ReferralView.Retraction(
        row.reason().or(() -> Optional.of(RetractionReason.WITHDRAWN)),
        opening.text(List.of(), Opening.place(rows.head().id()), row.text()),
        Optional.of(Referral.local(row.since())));
  }
}
