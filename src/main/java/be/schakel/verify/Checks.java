package be.schakel.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The commands that check what lies in files: nothing is fetched, nothing is written. */
final class Checks {

  static final Set<String> RECEIPT =
      Set.of("receipt", "jwks", "leaves", "proof", "opening", "key", "witness", "quorum");
  static final Set<String> CHECKPOINT = Set.of("old", "new", "tiles", "key", "witness", "quorum");
  static final Set<String> LOG = Set.of("dir", "key", "witness", "quorum");

  private final Options options;
  private final Report report;

  Checks(Options options, Report report) {
    this.options = options;
    this.report = report;
  }

  int receipt() {
    var trust = options.trust();
    var file = options.file("receipt");
    var keys = KeySet.parse(Input.read(options.file("jwks")), options.required("jwks"));
    var receipt = Receipt.check(Strict.line(Input.text(file)), keys, file.toString());
    report.holds("receipt.signed", receipt.issuer(), receipt.audience(), receipt.at());
    report.tell("receipt.request", receipt.requestId(), receipt.key());

    var listed = options.file("leaves");
    var leaves = Leaves.parse(Input.read(listed), listed.toString()).hashes();
    if (leaves.size() != receipt.count()) {
      throw NotProven.disproven("leaves.count", listed, leaves.size(), receipt.count());
    }
    if (!Proofs.root(leaves).equals(receipt.root())) {
      throw NotProven.disproven("leaves.root", listed);
    }
    report.holds("leaves.hold", leaves.size());

    var logged = new HashSet<Hash>();
    for (var proof : options.files("proof")) {
      logged.add(logged(proof, leaves, receipt, trust));
    }
    var shown = new HashSet<Hash>();
    for (var opening : options.filesIfAny("opening")) {
      shown.add(shown(opening, leaves));
    }
    conclude(receipt, leaves, logged, shown);
    return report.proven();
  }

  /** The leaf that a proof is of. */
  private Hash logged(Path file, List<Hash> leaves, Receipt receipt, Trust trust) {
    var what = file.toString();
    var proof = LogProof.parse(Input.read(file), what);
    var checkpoint = proof.checkpoint();
    var checked = trust.check(checkpoint, what);
    if (!receipt.namesLog(checkpoint.origin())) {
      throw NotProven.disproven("proof.log", what, checkpoint.origin(), receipt.origin());
    }
    for (int i = 0; i < leaves.size(); i++) {
      var root = Proofs.rootOf(leaves.get(i), proof.index(), checkpoint.size(), proof.path());
      if (root.filter(checkpoint.root()::equals).isPresent()) {
        report.holds(
            "proof.holds",
            i + 1,
            leaves.size(),
            proof.index(),
            checkpoint.size(),
            checkpoint.origin());
        signers(checked);
        return leaves.get(i);
      }
    }
    throw NotProven.disproven("proof.none", what);
  }

  private Hash shown(Path file, List<Hash> leaves) {
    var opening = Opening.parse(Input.read(file), file.toString());
    var place = leaves.indexOf(opening.leaf());
    if (place < 0) {
      throw NotProven.disproven("opening.none", file);
    }
    report.holds("opening.holds", file, place + 1, leaves.size());
    EntryWords.lines(opening.entry()).forEach(report::line);
    return leaves.get(place);
  }

  private void conclude(Receipt receipt, List<Hash> leaves, Set<Hash> logged, Set<Hash> shown) {
    report.proves("receipt.proves.promise", receipt.issuer(), receipt.audience(), receipt.at());
    report.proves("receipt.proves.logged", logged.size(), leaves.size());
    var both = new HashSet<>(shown);
    both.retainAll(logged);
    if (both.isEmpty()) {
      report.doesNotProve("receipt.not.content");
    } else {
      report.proves("receipt.proves.content", both.size());
    }
    if (logged.size() < Set.copyOf(leaves).size()) {
      report.doesNotProve("receipt.not.others", leaves.size() - logged.size());
    }
    report.doesNotProve("receipt.not.true");
    report.doesNotProve("receipt.not.all");
    report.doesNotProve("receipt.not.arrived");
    report.doesNotProve("not.keys");
    if (options.keys("witness", VerifierKey.WITNESS).isEmpty()) {
      report.doesNotProve("not.witnessed");
    }
  }

  int checkpoint() {
    var trust = options.trust();
    var older = read(options.file("old"));
    var newer = read(options.file("new"));
    signers(trust.check(older, options.required("old")));
    signers(trust.check(newer, options.required("new")));
    grown(older, newer, LogFolder.of(options.file("tiles")));
    report.proves("checkpoint.proves", older.size(), newer.size(), newer.origin());
    report.doesNotProve("checkpoint.not.entries");
    report.doesNotProve("not.complete");
    report.doesNotProve("not.keys");
    return report.proven();
  }

  /** That a tree begins with an older one, by a proof made from the tiles. */
  void grown(Checkpoint older, Checkpoint newer, LogFolder log) {
    notLess(older, newer);
    var tree = log.tree(newer.size());
    if (!Proofs.root(tree, newer.size()).equals(newer.root())) {
      throw NotProven.disproven("log.root", newer.size());
    }
    var proof = Proofs.consistency(tree, older.size(), newer.size());
    if (!Proofs.consistent(older.size(), older.root(), newer.size(), newer.root(), proof)) {
      throw NotProven.disproven("checkpoint.rewritten", older.size(), newer.size());
    }
    report.holds("checkpoint.grown", older.size(), newer.size());
  }

  /** What shows without any tile that a log took something back. */
  static void notLess(Checkpoint older, Checkpoint newer) {
    if (!older.origin().equals(newer.origin())) {
      throw NotProven.disproven("checkpoint.others", older.origin(), newer.origin());
    }
    if (older.size() > newer.size()) {
      throw NotProven.disproven("checkpoint.shrunk", older.size(), newer.size());
    }
    if (older.size() == newer.size() && !older.root().equals(newer.root())) {
      throw NotProven.disproven("checkpoint.forked", older.size());
    }
  }

  int log() {
    var trust = options.trust();
    var log = LogFolder.of(options.file("dir"));
    wholeLog(log, read(log.checkpoint()), trust);
    return report.proven();
  }

  /** Everything that a folder holds of a log. */
  void wholeLog(LogFolder log, Checkpoint checkpoint, Trust trust) {
    signers(trust.check(checkpoint, "checkpoint"));
    var root = LogCheck.root(log, checkpoint.size(), report.progress("log.progress"));
    if (!root.equals(checkpoint.root())) {
      throw NotProven.disproven("log.root", checkpoint.size());
    }
    report.holds("log.holds", checkpoint.size(), checkpoint.origin());
    for (var seen : earlier(log)) {
      var older = read(seen);
      trust.withoutQuorum().check(older, seen.toString());
      grown(older, checkpoint, log);
    }
    report.proves("log.proves", checkpoint.size(), checkpoint.origin());
    report.doesNotProve("log.not.content");
    report.doesNotProve("not.complete");
    report.doesNotProve("not.keys");
    if (trust.witnesses().isEmpty()) {
      report.doesNotProve("not.witnessed");
    }
  }

  private static List<Path> earlier(LogFolder log) {
    var folder = log.folder().resolve(Mirror.EARLIER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw NotProven.unusable("file.unreadable", folder);
    }
  }

  private void signers(Trust.Checked checked) {
    var size = checked.checkpoint().size();
    checked.logs().forEach(key -> report.holds("checkpoint.signed", size, key.name(), key.id()));
    for (var seen : checked.seen()) {
      var witness = seen.witness().name();
      seen.at()
          .ifPresentOrElse(
              at -> report.holds("checkpoint.seen", witness, size, at),
              () -> report.holds("checkpoint.seen.ever", witness, size));
    }
  }

  static Checkpoint read(Path file) {
    return Checkpoint.parse(Input.read(file), file.toString());
  }
}
