package be.schakel.rights;

import be.schakel.audit.Embargoes;
import be.schakel.consent.AccessRights;
import be.schakel.consent.AccessRights.Reach;
import be.schakel.consent.ChildFacts;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.DisclosuresAbout;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.emergency.UntoldUses;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Requests for access, and their answers: for people at the centre that has the report, who hand
 * the answer over. It is made anew from the log each time somebody opens it, under the rules of
 * that moment.
 */
@ApplicationScoped
public class AccessRequests {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject DisclosuresAbout entries;
  @Inject UntoldUses untold;
  @Inject Embargoes embargoes;
  @Inject AccessRequestRows rows;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject Clock clock;

  /** How many days the centre has to answer. */
  @Inject
  @ConfigProperty(name = "schakel.rights.access-days")
  int accessDays;

  /** Who asks and how that was checked, as it is sealed. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Content(
      Optional<String> name,
      Optional<String> why,
      Optional<String> note,
      String author,
      String authorId) {}

  /** What an asker may be told now. */
  private record Standing(Reach reach, boolean toldOfConsents) {}

  /**
   * Registers a request and answers it.
   *
   * @throws SchakelProblem what is wrong with it; who may not ask is told why
   */
  @Transactional
  public Outcome<StatementView> request(Caller caller, UUID referral, NewAccessRequest given) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          var request = recorded(caller, file, given, now);
          rows.add(request, caller);
          var outcome = answer(caller, LogAction.UPDATE, file, request, now);
          return outcome instanceof Released<StatementView> released
              ? released.created(URI.create("access-requests/" + request.id()))
              : outcome;
        });
  }

  /** The answer to a request as it is now; to anybody else there is no such request. */
  @Transactional
  public Outcome<StatementView> statement(Caller caller, UUID id) {
    var now = clock.instant();
    var request =
        rows.find(id)
            .filter(
                found ->
                    files
                        .find(caller, found.referral(), now)
                        .filter(file -> file.ownedBy(caller))
                        .isPresent());
    return request.isPresent()
        ? files.byOwner(
            caller,
            LogAction.READ,
            request.get().referral(),
            now,
            file -> answer(caller, LogAction.READ, file, request.get(), now))
        : gate.absent(caller, LogAction.READ, id);
  }

  private AccessRequest recorded(
      Caller caller, CaseFile file, NewAccessRequest given, Instant now) {
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var child =
        file.child(given.child())
            .orElseThrow(
                () -> SchakelProblem.of(List.of(new Issue("/child", Code.UNKNOWN_CHILD_KEY))));
    var issues = AccessRequestRules.check(given, today);
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    var person = person(file, child, given.applicant());
    standing(file, child, given.applicant().kind(), person, now)
        .orElseThrow(() -> SchakelProblem.of(List.of(refusal(given.applicant().kind()))));
    var id = Uuid7.at(now);
    var requestedOn = given.requestedOn().orElse(today);
    var content =
        new Content(
            given.applicant().name(),
            given.applicant().why(),
            given.identity().note(),
            caller.professional().name(),
            caller.professional().id());
    return new AccessRequest(
        id,
        file.id(),
        child,
        given.applicant().kind(),
        person,
        given.identity().how(),
        given.identity().checkedOn(),
        given.language().orElseGet(() -> language(file, person)),
        requestedOn,
        requestedOn.plusDays(accessDays),
        now,
        file.seal(child, id, content));
  }

  private static Issue refusal(Applicant applicant) {
    return applicant == Applicant.CHILD
        ? new Issue("/applicant/kind", Code.ACCESS_NOT_BY_CHILD)
        : new Issue("/applicant/person", Code.ACCESS_NOT_BY_PERSON);
  }

  /** The place of a parent who is on record about this child. */
  private static Optional<Integer> person(
      CaseFile file, UUID child, NewAccessRequest.Who applicant) {
    if (applicant.kind() != Applicant.PARENT) {
      return Optional.empty();
    }
    var key = applicant.person().orElseThrow();
    var place = file.places(child, List.of(key)).stream().findFirst().orElse("?");
    if (file.told(child).carers().stream().noneMatch(carer -> carer.key().equals(place))) {
      throw SchakelProblem.of(List.of(new Issue("/applicant/person", Code.UNKNOWN_PERSON_KEY)));
    }
    return Optional.of(Integer.valueOf(place));
  }

  private static String language(CaseFile file, Optional<Integer> person) {
    return person
        .flatMap(place -> file.persons().get(place - 1).language())
        .flatMap(Language::ofTag)
        .orElse(Language.NL)
        .tag();
  }

  /** What this asker may be told; empty for who may ask nothing. */
  private Optional<Standing> standing(
      CaseFile file, UUID child, Applicant applicant, Optional<Integer> person, Instant now) {
    var rights = new AccessRights(policies.current());
    ChildFacts told = file.told(child).with(records.of(file.id()).facts(child));
    return switch (applicant) {
      case CHILD ->
          rights.exercisesItself(told, now)
              ? Optional.of(new Standing(Reach.WHOLE, true))
              : Optional.empty();
      case TRUSTED_PERSON -> Optional.of(new Standing(Reach.WHOLE, true));
      case PARENT -> {
        var key = String.valueOf(person.orElseThrow());
        yield Optional.of(rights.ofCarer(told, key, now))
            .filter(reach -> reach != Reach.NONE)
            .map(reach -> new Standing(reach, rights.mayBeTold(told, key, now)));
      }
    };
  }

  private Outcome<StatementView> answer(
      Caller caller, LogAction logged, CaseFile file, AccessRequest request, Instant now) {
    var standing = standing(file, request.child(), request.applicant(), request.person(), now);
    if (standing.isEmpty()) {
      return gate.refuse(caller, logged, file.facts(), refusal(request.applicant()).code());
    }
    var facts = file.facts();
    var child =
        facts.children().stream()
            .filter(each -> each.id().equals(request.child()))
            .findFirst()
            .orElseThrow();
    var secret = facts.children().stream().anyMatch(CaseFacts.Child::secretAddress);
    var terms =
        new Statement.Terms(
            file.id(),
            child.pseudonym(),
            caller.partner().code(),
            reporters(facts.reporter(), now),
            secret,
            policies.current().toldToSubject(),
            standing.get().reach() == Reach.OWN_DATA,
            standing.get().toldOfConsents(),
            untold.of(file.id(), request.child(), now),
            embargoes.embargoed(request.child(), now));
    var lines = Statement.of(entries.child(file.id(), child.pseudonym()), terms);
    var telling = new Telling(registries.current(), policies.current().legalBases(), now);
    var view = telling.view(file, request, standing.get().reach(), secret, lines);
    return gate.release(caller, logged, Action.READ, new OfFile<>(facts, view));
  }

  /** Who took the place of a reporter acts on its report as its own. */
  private Set<String> reporters(String reporter, Instant now) {
    var registry = registries.current();
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var codes =
        registry.partners().stream()
            .map(Registration::code)
            .filter(code -> registry.lineage(code, today).contains(reporter))
            .collect(Collectors.toSet());
    codes.add(reporter);
    return codes;
  }
}
