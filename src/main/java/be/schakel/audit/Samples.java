package be.schakel.audit;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.Sampling;
import be.schakel.disclosure.TreeSize;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Random samples of the log. Who draws chooses no entry, and can show it: seed, conditions and
 * frozen tree give the same entries to anybody who draws again.
 */
@ApplicationScoped
public class Samples {

  private static final int SEED_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Sampling sampling;
  @Inject SampleRows rows;
  @Inject Auditing auditing;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /** Draws a sample and keeps it. */
  @Transactional
  public Outcome<SampleView> draw(Caller caller, NewSample given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var id = Uuid7.at(now);
    var seed = given.seed().orElseGet(Samples::seed);
    var filter = given.filter().orElse(SampleFilter.EVERYTHING);
    var tree = tree(filter);
    var drawn = sampling.draw(caller, filter.query(), tree, seed, given.size(), now);
    var row =
        new SampleRows.Row(
            id,
            seed,
            given.size(),
            drawn.population(),
            filter.within(drawn.tree()),
            drawn.covers(),
            drawn.entries().stream().map(entry -> entry.id().orElseThrow()).toList(),
            caller.partner().code(),
            now);
    var view = view(row, drawn.entries());
    var outcome = auditing.releaseOne(caller, LogAction.AUDIT_READ, view, logged(row));
    if (outcome instanceof Released<SampleView> released) {
      rows.add(row, caller);
      return released.created(URI.create("audit-samples/" + id));
    }
    return outcome;
  }

  /** A sample as it was drawn, of which the caller sees what its own engagements cover. */
  @Transactional
  public Outcome<SampleView> read(Caller caller, UUID id) {
    var found = rows.find(id);
    if (found.isEmpty() || caller.partner().kind() != PartnerKind.AUDITOR) {
      return gate.absent(caller, LogAction.AUDIT_READ, id);
    }
    var row = found.get();
    var view = view(row, sampling.covered(caller, row.entries(), clock.instant()));
    return auditing.releaseOne(caller, LogAction.AUDIT_READ, view, logged(row));
  }

  /** A tree that is still to come would draw something else later. */
  private TreeSize tree(SampleFilter filter) {
    var newest = sampling.newestTree();
    var asked = filter.tree().orElse(newest);
    var ahead =
        asked.epoch() > newest.epoch()
            || asked.epoch() == newest.epoch() && asked.size() > newest.size();
    if (ahead) {
      throw SchakelProblem.of(
          List.of(
              new Issue(
                  asked.epoch() > newest.epoch() ? "/filter/tree/epoch" : "/filter/tree/size",
                  Code.OUT_OF_RANGE,
                  "0",
                  Long.toString(asked.epoch() > newest.epoch() ? newest.epoch() : newest.size()))));
    }
    return asked;
  }

  private static SampleView view(SampleRows.Row row, List<DisclosureView> entries) {
    return new SampleView(
        Optional.of(row.id()),
        Optional.of(row.seed()),
        Optional.of(row.size()),
        Optional.of(row.population()),
        Optional.of(row.filter()),
        row.covers(),
        Optional.of(row.auditor()),
        Optional.of(row.at()),
        entries);
  }

  private static String logged(SampleRows.Row row) {
    return "sample=" + row.id() + " size=" + row.size() + " hits=" + row.entries().size();
  }

  private static String seed() {
    var bytes = new byte[SEED_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
