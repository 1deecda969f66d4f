package be.schakel.referral;

import be.schakel.consent.ConsentRules;
import be.schakel.partner.Partner;
import be.schakel.partner.Registration;
import be.schakel.partner.Registry;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.PartialDate;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema cannot say about a report: all that is wrong with it, and what is worth a remark
 * but never a refusal. Pure.
 *
 * <p>Places are JSON pointers (RFC 6901) into the body of the contract; the FHIR door translates
 * them.
 */
final class SubmissionRules {

  static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final int ADULT = 18;
  private static final Set<PartnerKind> NEVER =
      EnumSet.of(
          PartnerKind.SCHOOL,
          PartnerKind.AUDITOR,
          PartnerKind.STATISTICS,
          PartnerKind.OPGROEIEN_CHILDCARE,
          PartnerKind.VECK_CHILDCARE);

  private final Submission submission;
  private final Partner partner;
  private final Instant now;
  private final LocalDate today;
  private final List<Issue> issues = new ArrayList<>();

  private SubmissionRules(Submission submission, Partner partner, Instant now) {
    this.submission = submission;
    this.partner = partner;
    this.now = now;
    this.today = LocalDate.ofInstant(now, BRUSSELS);
  }

  /**
   * Errors and warnings, in the order of the body.
   *
   * @param partner who submits
   */
  static List<Issue> check(
      Submission submission,
      Partner partner,
      Registry registry,
      ConsentRules consentRules,
      Instant now) {
    var rules = new SubmissionRules(submission, partner, now);
    rules.type();
    rules.registeredByCentre();
    rules.children();
    rules.persons();
    rules.consents(registry, consentRules);
    rules.documents();
    rules.missing();
    rules.issues.addAll(ManoRules.check(submission, partner.kind(), rules.today));
    return List.copyOf(rules.issues);
  }

  /**
   * NPIE comes from the chat alone; it and the helpline start no investigation. A school reports
   * through its CLB; who only looks at the log, at figures or at childcare licences reports nothing
   * (domain P4).
   */
  private void type() {
    var kind = partner.kind();
    var permitted =
        switch (submission.type()) {
          case NPIE -> kind == PartnerKind.NPIE;
          case MANO ->
              kind != PartnerKind.NPIE
                  && kind != PartnerKind.HELPLINE_1712
                  && !NEVER.contains(kind);
          case REGULAR -> kind != PartnerKind.NPIE && !NEVER.contains(kind);
        };
    if (!permitted) {
      wrong("/type", Code.TYPE_NOT_PERMITTED, submission.type().name());
    }
    if (submission.urgencyOrRoutine() == Urgency.ACUTE_DANGER) {
      wrong("/urgency", Code.ACUTE_DANGER);
    }
  }

  private void registeredByCentre() {
    if (partner.kind() != PartnerKind.VK) {
      submission.channel().ifPresent(any -> wrong("/channel", Code.ONLY_VK_REGISTERS, "channel"));
      submission
          .receivedAt()
          .ifPresent(any -> wrong("/receivedAt", Code.ONLY_VK_REGISTERS, "receivedAt"));
      submission
          .reporterCategory()
          .ifPresent(any -> wrong("/reporterCategory", Code.ONLY_VK_REGISTERS, "reporterCategory"));
      return;
    }
    submission
        .receivedAt()
        .filter(at -> at.toInstant().isAfter(now))
        .ifPresent(future -> wrong("/receivedAt", Code.TIME_IN_FUTURE));
    if (submission.channel().isPresent() && submission.reporterCategory().isEmpty()) {
      wrong("/reporterCategory", Code.MISSING, "reporterCategory");
    }
  }

  private void children() {
    var keys = new HashSet<String>();
    var numbers = new HashSet<String>();
    for (int i = 0; i < submission.children().size(); i++) {
      var child = submission.children().get(i);
      var pointer = "/children/" + i;
      if (!keys.add(child.key())) {
        wrong(pointer + "/key", Code.KEY_NOT_UNIQUE);
      }
      child.insz().ifPresent(insz -> insz(child, new Insz(insz), pointer, numbers));
      if (child.insz().isEmpty() && child.noInszReason().isEmpty()) {
        wrong(pointer + "/noInszReason", Code.MISSING_NO_INSZ_REASON);
      }
      child.birthDate().ifPresent(date -> birthDate(date, pointer + "/birthDate"));
      child.expectedBirthDate().ifPresent(date -> expectedBirthDate(child, date, pointer));
      child
          .view()
          .flatMap(Submission.ChildsView::date)
          .filter(today::isBefore)
          .ifPresent(future -> wrong(pointer + "/view/date", Code.DATE_IN_FUTURE));
      child.informed().ifPresent(informed -> informed(informed, pointer + "/informed"));
    }
  }

  private void insz(Submission.Child child, Insz insz, String pointer, Set<String> numbers) {
    var findings = new ArrayList<>(insz.findings(today));
    child
        .birthDate()
        .flatMap(PartialDate::day)
        .ifPresent(day -> findings.addAll(insz.against(day)));
    child.gender().ifPresent(gender -> findings.addAll(insz.against(gender)));
    findings.stream().distinct().forEach(finding -> wrong(pointer + "/insz", Code.of(finding)));
    if (!numbers.add(insz.value())) {
      wrong(pointer + "/insz", Code.INSZ_REPEATED);
    }
    if (child.noInszReason().isPresent()) {
      wrong(pointer + "/noInszReason", Code.INSZ_AND_REASON);
    }
  }

  private void birthDate(PartialDate date, String pointer) {
    if (!date.possible()) {
      wrong(pointer, Code.INVALID_DATE);
    } else if (date.first().filter(today::isBefore).isPresent()) {
      wrong(pointer, Code.BIRTH_DATE_IN_FUTURE);
    } else if (date.last().filter(last -> !last.plusYears(ADULT).isAfter(today)).isPresent()) {
      wrong(pointer, Code.ADULT_AT_REPORT);
    }
  }

  private void expectedBirthDate(Submission.Child child, PartialDate date, String pointer) {
    if (!date.possible()) {
      wrong(pointer + "/expectedBirthDate", Code.INVALID_DATE);
    } else if (child.birthDate().isPresent()) {
      wrong(pointer + "/expectedBirthDate", Code.NOT_TOGETHER, "birthDate", "expectedBirthDate");
    } else if (date.last().filter(last -> last.isBefore(today)).isPresent()) {
      wrong(pointer + "/expectedBirthDate", Code.EXPECTED_BIRTH_DATE_PAST);
    }
  }

  private void informed(Submission.Informed informed, String pointer) {
    informed
        .date()
        .filter(today::isBefore)
        .ifPresent(future -> wrong(pointer + "/date", Code.DATE_IN_FUTURE));
    if (informed.told().filter(told -> !told).isPresent() && informed.reason().isEmpty()) {
      wrong(pointer + "/reason", Code.MISSING_INFORMED_REASON);
    }
  }

  private void persons() {
    var keys = new HashSet<String>();
    submission.children().forEach(child -> keys.add(child.key()));
    for (int i = 0; i < submission.persons().size(); i++) {
      var person = submission.persons().get(i);
      var pointer = "/persons/" + i;
      person
          .key()
          .filter(key -> !keys.add(key))
          .ifPresent(again -> wrong(pointer + "/key", Code.KEY_NOT_UNIQUE));
      childKeys(person.of(), pointer + "/of");
      person.informed().ifPresent(informed -> informed(informed, pointer + "/informed"));
    }
  }

  private void consents(Registry registry, ConsentRules consentRules) {
    for (int i = 0; i < submission.consents().size(); i++) {
      var given = submission.consents().get(i);
      var pointer = "/consents/" + i;
      var child =
          submission.children().stream()
              .filter(each -> each.key().equals(given.child()))
              .findFirst();
      if (child.isEmpty()) {
        wrong(pointer + "/child", Code.UNKNOWN_CHILD_KEY);
        continue;
      }
      var places = new Places(submission.persons());
      issues.addAll(
          consentRules.check(
              given.givenBy(places.of(child.get(), given.givers())),
              places.facts(child.get(), Optional.empty()),
              code -> registry.byCode(code).map(Registration::kind),
              now,
              pointer));
    }
  }

  private void documents() {
    for (int i = 0; i < submission.documents().size(); i++) {
      var document = submission.documents().get(i);
      var pointer = "/documents/" + i;
      childKeys(document.children(), pointer + "/children");
      document
          .replaces()
          .ifPresent(nothingIsThere -> wrong(pointer + "/replaces", Code.UNKNOWN_DOCUMENT));
    }
  }

  private void childKeys(List<String> keys, String pointer) {
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      if (submission.children().stream().noneMatch(child -> child.key().equals(key))) {
        wrong(pointer + "/" + i, Code.UNKNOWN_CHILD_KEY);
      }
    }
  }

  private void missing() {
    if (submission.facts().isEmpty()) {
      wrong("/facts", Code.MISSING_FACTS);
    }
    if (submission.contact().isEmpty()) {
      wrong("/contact", Code.MISSING_CONTACT);
    }
    if (submission.handlingRequested().isEmpty() && submission.type() == ReferralType.REGULAR) {
      wrong("/handlingRequested", Code.MISSING_HANDLING);
    }
  }

  private void wrong(String pointer, Code code, String... arguments) {
    issues.add(new Issue(pointer, code, arguments));
  }
}
