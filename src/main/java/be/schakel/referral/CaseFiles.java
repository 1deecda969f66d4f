package be.schakel.referral;

import be.schakel.consent.AccessRights;
import be.schakel.consent.ChildFacts.Carer;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.Fact;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.medical.Documents;
import be.schakel.partner.Caller;
import be.schakel.partner.Contact;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PostalRouting;
import be.schakel.vocabulary.ReferralStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The reports, for rooms above that put something on record about them. In the running transaction
 * of the feature that asks.
 */
@ApplicationScoped
public class CaseFiles {

  @Inject Referrals referrals;
  @Inject Reading reading;
  @Inject Changes changes;
  @Inject Registries registries;
  @Inject Records records;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject Keys keys;

  private final PostalRouting routingTable = PostalRouting.standard();

  /**
   * Lets a person at the centre that has a report work on it, one change after another; everybody
   * else gets the answer that keeps most from them.
   */
  public <V extends Record> Outcome<V> byOwner(
      Caller caller, LogAction logged, UUID id, Instant now, Function<CaseFile, Outcome<V>> work) {
    return byPerson(caller, logged, id, now, file -> file.ownedBy(caller), work);
  }

  /** The same for whoever satisfies the condition, who must be related to the report. */
  public <V extends Record> Outcome<V> byPerson(
      Caller caller,
      LogAction logged,
      UUID id,
      Instant now,
      Function<CaseFile, Boolean> permitted,
      Function<CaseFile, Outcome<V>> work) {
    return byPerson(caller, logged, any -> Action.READ, id, now, permitted, work);
  }

  /** The same where a submitter adds to its own report, which is an action of its own. */
  public <V extends Record> Outcome<V> byPerson(
      Caller caller,
      LogAction logged,
      Function<CaseFile, Action> action,
      UUID id,
      Instant now,
      Function<CaseFile, Boolean> permitted,
      Function<CaseFile, Outcome<V>> work) {
    changes.hold(id);
    var found = find(caller, id, now);
    if (found.isEmpty()) {
      return gate.absent(caller, logged, id);
    }
    var file = found.get();
    if (!permitted.apply(file)) {
      return gate.refuse(caller, logged, file.facts(), Code.NOT_OWNER);
    }
    if (caller.unattended()) {
      return gate.refuse(caller, logged, file.facts(), Code.UNATTENDED_LIMITED);
    }
    return gate.<V>refusal(caller, logged, action.apply(file), file.facts())
        .<Outcome<V>>map(refused -> refused)
        .orElseGet(() -> work.apply(file));
  }

  /** One report, if the caller has anything to do with it. */
  public Optional<CaseFile> find(Caller caller, UUID id, Instant now) {
    return referrals.find(id, caller, now).map(rows -> opened(rows, now));
  }

  /** The report that has this child, document or consent, if the caller has to do with it. */
  public Optional<CaseFile> holding(Caller caller, UUID part, Instant now) {
    return referrals.findHolding(part, caller, now).map(rows -> opened(rows, now));
  }

  /**
   * Whether who two children are is open to the caller, of each by itself: whatever else is said of
   * both may be known to nobody else.
   */
  public boolean mayKnowBoth(Caller caller, UUID child, UUID other, Instant now) {
    return reading.mayKnow(caller, child, other, now);
  }

  /**
   * The reports about the child with this number that the caller may find by it: the same as a
   * search of reports finds.
   */
  public List<CaseFile> findable(Caller caller, String insz, Instant now) {
    var files = new ArrayList<CaseFile>();
    var query = ReferralQuery.aboutNumber(insz);
    while (true) {
      var rows = reading.findable(caller, query, now);
      rows.stream()
          .limit(query.limit())
          .flatMap(row -> find(caller, row.head().id(), now).stream())
          .forEach(files::add);
      if (rows.size() <= query.limit()) {
        return files;
      }
      query = query.from(query.next(rows.get(query.limit() - 1)));
    }
  }

  /**
   * A report, whoever asks: for what must be known before anybody is related, such as a danger to
   * life. Nothing of it may reach the asker but through the gate.
   */
  public Optional<CaseFile> ofAnyone(UUID id, Caller caller, Instant now) {
    return referrals.anyone(id, caller, now).map(rows -> opened(rows, now));
  }

  /**
   * The hash by which a child is found; empty where too little is said to mean one child.
   *
   * @param birthDate with the names, where no number is known
   */
  public Optional<byte[]> hash(
      Optional<String> insz,
      Optional<String> familyName,
      Optional<String> givenName,
      Optional<LocalDate> birthDate) {
    var people = new People(keys);
    return insz.map(people::byInsz)
        .or(
            () ->
                familyName.flatMap(
                    family -> people.byName(family, givenName.orElse(""), birthDate)));
  }

  /** The children on record that this hash means, whoever asks: one query, whatever it finds. */
  public List<KnownChild> known(byte[] person, Caller caller, Instant now) {
    return referrals.known(
        person,
        (report, child) ->
            ofAnyone(report, caller, now)
                .orElseThrow(() -> new IllegalStateException("the report is gone"))
                .told(child));
  }

  /** Whom to call about a child who lives there; without a centre for it the general contact. */
  public Contact contact(Optional<String> postalCode, Instant now) {
    var registry = registries.current();
    return postalCode
        .map(code -> routingTable.route(code, LocalDate.ofInstant(now, SubmissionRules.BRUSSELS)))
        .flatMap(PostalRouting.Route::region)
        .flatMap(registry::centre)
        .map(centre -> centre.contact(now))
        .orElseGet(registry::generalContact);
  }

  /**
   * The public prosecutor of where a child lives, as a partner's code; empty where that is not
   * told.
   */
  public Optional<String> parket(CaseFile file, UUID child, Instant now) {
    return file.submitted(child)
        .flatMap(Submission.Child::address)
        .flatMap(Submission.Address::postalCode)
        .map(code -> routingTable.route(code, LocalDate.ofInstant(now, SubmissionRules.BRUSSELS)))
        .flatMap(PostalRouting.Route::parket);
  }

  /**
   * Stores a document of the report itself.
   *
   * @throws SchakelProblem what is wrong with it
   */
  public Documents.Stored attach(
      CaseFile file, Caller caller, Submission.Document document, Instant now) {
    return changes
        .attach(
            Optional.empty(),
            file.referral(),
            caller,
            List.of(document),
            DataCategory.PARKET_REPORT,
            "",
            changes.readAhead(file.referral(), caller, List.of(document), now),
            now)
        .get(0);
  }

  /**
   * Whom nobody may tell what is done about the children of a report, as the policy has it today.
   */
  public List<NotToBeTold> notToBeTold(CaseFile file, Instant now) {
    var onRecord = records.of(file.id());
    return file.facts().children().stream()
        .map(CaseFacts.Child::id)
        .flatMap(child -> notToBeTold(file, child, onRecord.facts(child), now))
        .toList();
  }

  private Stream<NotToBeTold> notToBeTold(
      CaseFile file, UUID child, List<Fact> facts, Instant now) {
    var rights = new AccessRights(policies.current());
    var told = file.told(child).with(facts);
    return told.carers().stream()
        .map(Carer::key)
        .filter(place -> !rights.mayBeTold(told, place, now))
        .map(place -> new NotToBeTold(Optional.of(child), file.key(child, place)));
  }

  /** What the rules say of every consent of a report, after something changed about it. */
  public void restate(CaseFile file, Instant now) {
    var rules = new ConsentRules(policies.current());
    var onRecord = records.of(file.id());
    for (var consent : onRecord.consents()) {
      var told = file.told(consent.child()).with(onRecord.facts(consent.child()));
      records.restate(consent.id(), rules.standingFromItsStart(consent, told, now), now);
    }
  }

  /**
   * Gives a report to another centre, together with the investigation that it asks for; wherever it
   * stands among its own statuses.
   */
  public void transfer(CaseFile file, Caller caller, String centre, Instant now) {
    changes.stand(
        file.referral(),
        caller,
        ReferralStatus.TRANSFERRED,
        Optional.of(centre),
        Optional.empty(),
        Optional.empty(),
        now);
  }

  /** The keyed hash by which a judicial file is found. */
  public byte[] judicialFile(String reference) {
    return ManoIntake.judicialFile(keys, reference);
  }

  private CaseFile opened(Rows rows, Instant now) {
    return new CaseFile(new Referral(rows, keys, registries.current(), policies.current(), now));
  }
}
