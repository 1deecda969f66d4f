package be.schakel.disclosure;

import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Circumstances;
import be.schakel.policy.Decision;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.policy.Question;
import be.schakel.policy.Relation;
import be.schakel.problem.Code;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The policy asked about the log itself: as a whole, and entry by entry. Pure. */
final class LogRuling {

  /** An entry names a child by pseudonym only, and no evidence about a child opens the log. */
  private static final UUID NO_CHILD = new UUID(0, 0);

  private final Policy policy;
  private final Asker asker;
  private final AuditScope scope;
  private final Instant at;

  LogRuling(Policy policy, Asker asker, AuditScope scope, Instant at) {
    this.policy = policy;
    this.asker = asker;
    this.scope = scope;
    this.at = at;
  }

  /** Whether the asker may search the log at all. */
  Decision onSearch() {
    return decide(covered(!scope.isEmpty()));
  }

  /** Whether a centre may be told of entries about its own cases, or an officer of any. */
  Decision onOwn() {
    return asker.kind() == PartnerKind.VK ? decide(Set.of(Relation.OWNER)) : onSearch();
  }

  Decision on(DisclosureEntry entry) {
    return decide(covered(scope.covers(entry)));
  }

  /** That there is a log is no secret, so who has no relation to it is told so. */
  static Code refusal(Decision decision, PartnerKind kind) {
    var told = decision.reasons().get(0).code();
    if (told != Code.NOT_FOUND) {
      return told;
    }
    return kind == PartnerKind.AUDITOR ? Code.OUTSIDE_ENGAGEMENT : Code.NOT_PERMITTED_FOR_KIND;
  }

  private static Set<Relation> covered(boolean covered) {
    return covered ? Set.of(Relation.AUDIT_SCOPE) : Set.of();
  }

  private Decision decide(Set<Relation> relations) {
    // Nothing of the case behind an entry decides: the log is open to supervision about all of them
    var about =
        new Circumstances(NO_CHILD, relations, ReferralType.REGULAR, false, false, false, false);
    return policy.decide(
        new Question(
            asker,
            Action.READ,
            about,
            DataCategory.DISCLOSURE_LOG,
            Form.FULL,
            false,
            Evidence.of(List.of(), scope.evidence(asker.partner())),
            at));
  }
}
