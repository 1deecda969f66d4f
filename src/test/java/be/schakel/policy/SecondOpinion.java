package be.schakel.policy;

import be.schakel.policy.Evidence.Conference;
import be.schakel.policy.Evidence.Consented;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The disclosure policy once more, from the domain file and not from the code: a list of vetoes and
 * a list of openings. A question is permitted when no veto speaks and one opening does, whatever
 * their order.
 */
final class SecondOpinion {

  private record Veto(String name, Predicate<SecondOpinion> speaks) {}

  private static final List<Veto> VETOES =
      List.of(
          new Veto("unregistered", q -> !q.q.asker().registered().contains(q.purpose)),
          new Veto("submitting", q -> q.submitting() && !q.mayBring()),
          new Veto("reading", q -> !q.submitting() && q.purposeIn("SUBMIT", "STATISTICS")),
          new Veto("stranger", q -> !q.owner && q.is.isEmpty()),
          new Veto("machine", q -> q.q.asker().unattended() && !q.about("RECEIPT", "STATUS")),
          new Veto("team", q -> q.owner && q.q.about().outsideTeam()),
          new Veto("office", q -> q.owner && q.office() && !q.paperwork()),
          new Veto("instrument", q -> q.owner && q.about("RISK_FULL") && !q.treats()),
          new Veto("notes", q -> q.owner && q.about("HELP_CONTENT") && !q.treats() && !q.helps()),
          new Veto("retracted", q -> q.q.about().retracted() && !q.owner && !q.keptOnRetraction()),
          new Veto("H1", q -> q.guest() && q.about("REPORTER_ID") && q.shy()),
          new Veto("H2", q -> q.guest() && q.q.about().type() == ReferralType.NPIE),
          new Veto("H4", q -> q.guest() && q.kind("PARKET") && q.help() && !q.consented(true)),
          new Veto("H5", q -> q.guest() && q.about("RISK_FULL")),
          new Veto(
              "H6",
              q ->
                  q.guest()
                      && q.about("JUDICIAL")
                      && !q.kind("PARKET", "POLICE")
                      && !q.conferring()),
          new Veto("H7", q -> q.guest() && q.kind("POLICE")),
          new Veto(
              "H8",
              q ->
                  !q.owner
                      && q.q.about().secretAddress()
                      && q.about("ADDRESS", "SCHOOL", "PLACEMENT")),
          new Veto(
              "doctor",
              q -> q.kind("CLB") && q.about("MEDICAL") && !q.q.asker().role().equals("physician")));

  private final Question q;
  private final Purpose purpose;
  private final Set<Relation> is;
  private final boolean owner;

  private SecondOpinion(Question question) {
    q = question;
    purpose = question.asker().purpose();
    is = question.about().relations();
    owner =
        question.asker().kind() == PartnerKind.VK
            && (is.contains(Relation.OWNER) || question.about().routingRequired());
  }

  static boolean permits(Question question) {
    var opinion = new SecondOpinion(question);
    return VETOES.stream().noneMatch(veto -> veto.speaks().test(opinion))
        && (opinion.keepsReceipt()
            || opinion.glassBroken()
            || Arrays.stream(Vectors.cell(opinion.row(), question.category()).split("/"))
                .anyMatch(opinion::opens));
  }

  private String row() {
    if (kind("VK")) {
      return owner ? "VK (owner)" : "VK (other region)";
    }
    if (kind("VEILIG_HUIS")) {
      return "VEILIG_HUIS (in conference)";
    }
    if (kind("PARKET")) {
      return is.contains(Relation.REPORTER)
          ? "PARKET (own MaNo)"
          : is.contains(Relation.PARKET_ADDRESSEE)
              ? "PARKET (addressee of a report)"
              : "PARKET (other case)";
    }
    return q.asker().kind().name();
  }

  private boolean opens(String letter) {
    return switch (letter) {
      case "A" ->
          owner
              ? purposeIn("CASE_MANAGEMENT", "MANO_INVESTIGATION") || opens("O")
              : purposeIn("AUDIT") && engaged();
      case "O" -> mine() && (followingUp() || (about("CONSENT") && reliesOnConsent()));
      case "C" -> consented(false);
      case "J" -> consented(true);
      case "G1" -> consented(false) || (sharing() && purposeIn("CARE_COORDINATION"));
      case "G4" -> conferring() && purposeIn("CASE_CONFERENCE");
      case "R" -> reported() && judging();
      case "B" -> q.form() == Form.BASIC && investigated() && judging();
      case "W" -> q.form() == Form.BASIC && requested() && purposeIn("JUDICIAL_PROTECTION");
      case "T" -> q.form() == Form.METADATA && engaged() && purposeIn("AUDIT");
      default -> false;
    };
  }

  private boolean keepsReceipt() {
    return kind("VK") && !owner && about("RECEIPT", "STATUS") && mine() && followingUp();
  }

  private boolean role(String... roles) {
    return List.of(roles).contains(q.asker().role());
  }

  private boolean office() {
    return role("admin", "1712-worker", "chat-responder");
  }

  private boolean paperwork() {
    return about("RECEIPT", "STATUS", "CHILD_ID", "ADDRESS", "REPORTER_ID")
        || about(
            role("admin")
                ? new String[] {"MANO_STATUS", "FAMILY_ID", "CONSENT"}
                : new String[] {"ADVICE"});
  }

  private boolean treats() {
    return role("physician", "trust-physician", "criminologist", "case-director", "coordinator")
        || q.asker().role().endsWith("-counsellor");
  }

  private boolean helps() {
    return role("social-worker", "psychologist");
  }

  private boolean glassBroken() {
    return purposeIn("EMERGENCY")
        && (kind("VK", "OCJ", "HOSPITAL", "GP", "OPGROEIEN_KG", "FOSTER_CARE")
            || (kind("CLB") && q.asker().role().equals("physician")))
        && (about("CHILD_ID", "RISK_CONCL", "SAFETY_PLAN")
            || (about("MEDICAL") && q.form() == Form.NEWEST)
            || (about("RECEIPT") && q.form() == Form.CONTACT))
        && !q.asker().professional().isEmpty()
        && q.evidence().breakGlass().stream()
            .anyMatch(
                window ->
                    window.professional().equals(q.asker().professional())
                        && window.partner().equals(q.asker().partner())
                        && window.child().equals(q.about().child())
                        && window.categories().contains(q.category())
                        && !q.at().isBefore(window.from())
                        && q.at().isBefore(window.until()));
  }

  private boolean guest() {
    return !owner
        && !about("RECEIPT", "STATUS", "DISCLOSURE_LOG")
        && !(q.own() && is.contains(Relation.REPORTER));
  }

  private boolean keptOnRetraction() {
    return (is.contains(Relation.REPORTER) && about("RECEIPT", "STATUS"))
        || (kind("AUDITOR") && about("DISCLOSURE_LOG"));
  }

  private boolean mine() {
    return about("RECEIPT", "STATUS", "MANO_STATUS") ? is.contains(Relation.REPORTER) : q.own();
  }

  private boolean followingUp() {
    return purposeIn("FOLLOW_UP_OWN")
        || (submitting() && mayBring())
        || (!submitting() && kind("PARKET") && purposeIn("JUDICIAL_PROTECTION"));
  }

  private boolean judging() {
    return purposeIn("JUDICIAL_PROTECTION")
        || (purposeIn("FOLLOW_UP_OWN") && is.contains(Relation.REPORTER));
  }

  private boolean reliesOnConsent() {
    return q.evidence().consents().stream().anyMatch(this::forThisAsker);
  }

  private boolean consented(boolean both) {
    return q.evidence().consents().stream().anyMatch(consent -> good(consent, both));
  }

  private boolean good(Consented consent, boolean both) {
    return !(both && !consent.childAndCarers())
        && Set.copyOf(consent.categories()).contains(q.category())
        && forThisAsker(consent);
  }

  private boolean forThisAsker(Consented consent) {
    var late = !q.at().isBefore(consent.until());
    var early = q.at().isBefore(consent.from());
    return !(late || early)
        && consent.child().equals(q.about().child())
        && consent.grantee().equals(q.asker().partner())
        && Set.copyOf(consent.purposes()).contains(purpose);
  }

  private boolean sharing() {
    return !kind("PARKET", "POLICE", "SCHOOL")
        && q.evidence().sharedSecrecy().stream()
            .anyMatch(
                shared ->
                    shared.verontrusting()
                        && shared.necessityStated()
                        && shared.consentSought()
                        && shared.categories().contains(q.category())
                        && shared.child().equals(q.about().child())
                        && shared.partner().equals(q.asker().partner())
                        && !q.at().isBefore(shared.from())
                        && q.at().isBefore(shared.until()));
  }

  private boolean conferring() {
    return is.contains(Relation.CONFERENCE)
        && q.evidence().conferences().stream().anyMatch(this::takesPart);
  }

  private boolean takesPart(Conference conference) {
    return conference.participants().contains(q.asker().partner())
        && conference.child().equals(q.about().child())
        && !q.at().isBefore(conference.from())
        && q.at().isBefore(conference.until());
  }

  private boolean engaged() {
    return is.contains(Relation.AUDIT_SCOPE)
        && q.evidence().engagements().stream()
            .anyMatch(
                engagement ->
                    engagement.partner().equals(q.asker().partner())
                        && !q.at().isBefore(engagement.from())
                        && q.at().isBefore(engagement.until()));
  }

  private boolean reported() {
    return q.evidence().parketReports().stream()
        .anyMatch(
            report ->
                report.addressee().equals(q.asker().partner())
                    && report.child().equals(q.about().child())
                    && !report.signedAt().isAfter(q.at())
                    && (about("PARKET_REPORT") || report.contains().contains(q.category())));
  }

  private boolean requested() {
    return q.evidence().writtenRequests().stream()
        .anyMatch(
            request ->
                request.partner().equals(q.asker().partner())
                    && request.child().equals(q.about().child())
                    && !request.releasedAt().isAfter(q.at()));
  }

  private boolean investigated() {
    return q.evidence().mandates().stream()
        .anyMatch(
            mandate ->
                mandate.child().equals(q.about().child())
                    && !q.at().isBefore(mandate.from())
                    && q.at().isBefore(mandate.until()));
  }

  private boolean shy() {
    return q.about().reporterProtected();
  }

  private boolean help() {
    return about("HELP_CONTENT", "CHILD_VIEW", "SAFETY_PLAN");
  }

  private boolean mayBring() {
    return purposeIn("SUBMIT", "FOLLOW_UP_OWN")
        || (kind("VK") && purposeIn("CASE_MANAGEMENT", "MANO_INVESTIGATION"));
  }

  private boolean submitting() {
    return q.action() == Action.SUBMIT;
  }

  private boolean kind(String... kinds) {
    return List.of(kinds).contains(q.asker().kind().name());
  }

  private boolean about(String... categories) {
    return List.of(categories).contains(q.category().name());
  }

  private boolean purposeIn(String... purposes) {
    return List.of(purposes).contains(purpose.name());
  }
}
