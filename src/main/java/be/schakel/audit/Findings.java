package be.schakel.audit;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.Sampling;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What auditors find about entries of the log, and what the centre that had the case answers; about
 * an entry of no centre the data protection officer does.
 */
@ApplicationScoped
public class Findings {

  private static final String RULE = "FINDING";
  private static final int MOST = 100;

  @Inject FindingRows rows;
  @Inject SampleRows samples;
  @Inject Sampling sampling;
  @Inject OwnKey key;
  @Inject Officers officers;
  @Inject Auditing auditing;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /** An auditor attaches a finding to an entry that its engagement covers. */
  @Transactional
  public Outcome<FindingView> attach(Caller caller, UUID entry, NewFinding given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var covered = sampling.covered(caller, List.of(entry), now);
    if (covered.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, entry);
    }
    if (given.sample().filter(sample -> samples.find(sample).isEmpty()).isPresent()) {
      throw SchakelProblem.of(List.of(new Issue("/sample", Code.UNKNOWN_SAMPLE)));
    }
    var id = Uuid7.at(now);
    var row =
        new FindingRows.Row(
            id,
            entry,
            given.sample(),
            sampling.centre(entry),
            caller.partner().code(),
            now,
            key.seal(id, given.text()),
            Optional.empty());
    var outcome =
        auditing.releaseOne(
            caller,
            LogAction.UPDATE,
            view(row, covered.get(0)),
            "finding=" + id + " entry=" + entry);
    if (outcome instanceof Released<FindingView> released) {
      rows.add(row, caller);
      outbox.append(
          Event.of(EventKind.AUDIT_FINDING, row.vk().orElse(Event.DPO))
              .with(Map.of("finding", id.toString())),
          now);
      return released.created(URI.create("findings/" + id));
    }
    return outcome;
  }

  /** A centre answers what was found about its case. */
  @Transactional
  public Outcome<FindingView> answer(Caller caller, UUID id, NewAnswer given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var found = rows.find(id).filter(row -> answers(caller, row, now));
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var refusal = officers.refusal(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, refusal.get());
    }
    var closed = sampling.<FindingView>refusal(caller, LogAction.UPDATE, now);
    if (closed.isPresent()) {
      return closed.get();
    }
    if (!rows.answer(id, key.seal(id, given.text()), caller, now)) {
      throw SchakelProblem.of(Code.ALREADY_ANSWERED);
    }
    outbox.append(
        Event.of(EventKind.AUDIT_FINDING_ANSWERED, found.get().auditor())
            .with(Map.of("finding", id.toString())),
        now);
    var answered = rows.find(id).orElseThrow();
    var entry = entries(caller, List.of(answered), now).get(answered.entry());
    return sampling.toCentre(caller, LogAction.UPDATE, view(answered, entry), RULE, now);
  }

  /**
   * Those that the caller may see, newest first: a centre of its cases, an auditor in its scope.
   */
  @Transactional
  public Outcome<FindingView.Page> list(Caller caller, Optional<UUID> after, int limit) {
    var now = clock.instant();
    var most = Math.min(Math.max(limit, 1), MOST);
    if (caller.partner().kind() == PartnerKind.VK) {
      var refusal = officers.refusal(caller);
      if (refusal.isPresent()) {
        return gate.refuse(caller, LogAction.READ, refusal.get());
      }
      var page = page(caller, Optional.of(caller.partner().code()), after, most, now);
      return sampling.toCentre(caller, LogAction.READ, page, RULE, now);
    }
    var page = page(caller, Optional.empty(), after, most, now);
    return auditing.releaseOne(
        caller, LogAction.AUDIT_READ, page, "findings hits=" + page.items().size());
  }

  private FindingView.Page page(
      Caller caller, Optional<String> vk, Optional<UUID> after, int most, Instant now) {
    var found = rows.page(vk, after, most + 1);
    var shown = found.stream().limit(most).toList();
    var entries = entries(caller, shown, now);
    return new FindingView.Page(
        shown.stream()
            .filter(row -> entries.containsKey(row.entry()))
            .map(row -> view(row, entries.get(row.entry())))
            .toList(),
        Optional.of(found.size() > most)
            .filter(more -> more)
            .map(more -> shown.get(shown.size() - 1).id()));
  }

  private Map<UUID, DisclosureView> entries(
      Caller caller, List<FindingRows.Row> found, Instant now) {
    var ids = found.stream().map(FindingRows.Row::entry).distinct().toList();
    var entries =
        caller.partner().kind() == PartnerKind.VK
            ? sampling.ofCentre(caller.partner().code(), ids)
            : sampling.covered(caller, ids, now);
    return entries.stream()
        .collect(Collectors.toMap(entry -> entry.id().orElseThrow(), Function.identity()));
  }

  private boolean answers(Caller caller, FindingRows.Row row, Instant now) {
    return row.vk()
        .map(caller.partner().code()::equals)
        .orElseGet(() -> officers.isOfficer(caller, now));
  }

  private FindingView view(FindingRows.Row row, DisclosureView entry) {
    return new FindingView(
        Optional.of(row.id()),
        Optional.of(entry),
        row.sample(),
        row.vk(),
        Optional.of(row.auditor()),
        Optional.of(key.open(row.id(), row.text(), String.class)),
        Optional.of(row.at()),
        row.answer()
            .map(
                answer ->
                    new FindingView.Reply(
                        Optional.of(answer.partner()),
                        Optional.of(answer.role()),
                        Optional.of(key.open(row.id(), answer.text(), String.class)),
                        Optional.of(answer.at()))));
  }
}
