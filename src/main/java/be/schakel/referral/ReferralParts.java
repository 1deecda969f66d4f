package be.schakel.referral;

import be.schakel.vocabulary.RetractionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The parts of a report as its view shows them, opened.
 *
 * @param texts with what somebody wrote about a child; a list leaves it out
 */
record ReferralParts(Rows rows, Opening opening, boolean texts) {

  ReferralView.Child child(Rows.ChildRow row) {
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
        told.flatMap(Submission.Child::informed));
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

  Optional<ReferralView.Consent> consent(Rows.ConsentRow row) {
    return opening
        .read(List.of(row.child()), row.id(), Rows.bytes(row.content()), ConsentContent.class)
        .map(
            content ->
                new ReferralView.Consent(
                    Optional.of(row.id()),
                    Optional.of(row.child()),
                    opening.name(row.child()),
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

  List<ReferralView.Document> documents(Optional<UUID> part) {
    var found = new ArrayList<ReferralView.Document>();
    for (var row : rows.documents()) {
      if (row.part().equals(part)) {
        found.add(document(row));
      }
    }
    return found;
  }

  ReferralView.Document document(Rows.DocumentRow row) {
    var title = opening.text(row.children(), "document/" + row.id(), row.title());
    return new ReferralView.Document(
        Optional.of(row.id()),
        row.children(),
        suppliers(row),
        row.children().stream().flatMap(child -> opening.name(child).stream()).toList(),
        Optional.of(row.category()),
        title,
        Optional.of(row.contentType()),
        Optional.of(row.size()),
        Optional.of(row.sha256()),
        Optional.of(Referral.local(row.receivedAt())));
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

  ReferralView.Contribution contribution(Rows.ContributionRow row) {
    return new ReferralView.Contribution(
        Optional.of(row.id()),
        Optional.of(row.category()),
        row.audience(),
        Optional.of(row.version()),
        row.child(),
        opening.text(row.child().stream().toList(), Opening.place(row.id()), row.content()),
        documents(Optional.of(row.id())).stream().findFirst(),
        row.audience(),
        Optional.of(Referral.local(row.recordedAt())));
  }

  ReferralView.Development development(Rows.DevelopmentRow row) {
    return new ReferralView.Development(
        Optional.of(row.id()),
        List.of(row.partner()),
        row.occurredAt().map(Referral::local),
        Optional.of(Referral.local(row.recordedAt())),
        opening.text(List.of(), Opening.place(row.id()), row.content()),
        documents(Optional.of(row.id())));
  }

  ReferralView.Retraction retraction(Rows.RetractionRow row) {
    return new ReferralView.Retraction(
        row.reason().or(() -> Optional.of(RetractionReason.WITHDRAWN)),
        opening.text(List.of(), Opening.place(rows.head().id()), row.text()),
        Optional.of(Referral.local(row.since())));
  }
}
