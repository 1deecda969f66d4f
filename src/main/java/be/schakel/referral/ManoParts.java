package be.schakel.referral;

import be.schakel.partner.Registration;
import be.schakel.partner.Registry;
import be.schakel.policy.Form;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.ReferralType;
import java.util.List;
import java.util.Optional;

/**
 * What a report says of an investigation of societal necessity, opened.
 *
 * @param texts with what somebody wrote; a list leaves it out
 */
record ManoParts(Rows rows, Shared shared, boolean texts) {

  Optional<ManoRequest> request(Form form) {
    var asked = rows.head().type() == ReferralType.MANO;
    var document = shared.mano().filter(any -> texts).orElse(ManoDocument.NONE);
    return switch (form) {
      case BASIC ->
          Optional.of(ManoRequest.of(Optional.of(asked), Optional.empty(), outcomes(), document));
      case METADATA ->
          Optional.of(
                  ManoRequest.of(
                      Optional.empty(),
                      Optional.of(Referral.local(rows.head().receivedAt())),
                      List.of(),
                      document))
              .filter(any -> asked);
      default ->
          shared
              .mano()
              .filter(any -> texts)
              .map(said -> ManoRequest.of(Optional.empty(), Optional.empty(), List.of(), said));
    };
  }

  private List<ManoRequest.Outcome> outcomes() {
    return rows.children().stream()
        .filter(row -> row.manoOutcome().isPresent())
        .map(row -> new ManoRequest.Outcome(Optional.of(row.id()), row.manoOutcome()))
        .toList();
  }

  /** What it lacks to be admissible, if the parket did not ask itself. */
  List<Issue> doubts(Registry registry, List<Optional<Submission.Informed>> children) {
    var head = rows.head();
    var parket =
        registry
            .byCode(head.partner())
            .map(Registration::kind)
            .filter(kind -> ManoRules.ofTheParket(kind, head.reporterCategory()))
            .isPresent();
    return head.type() != ReferralType.MANO || parket
        ? List.of()
        : ManoRules.doubts(shared.mano(), children, shared.persons());
  }
}
