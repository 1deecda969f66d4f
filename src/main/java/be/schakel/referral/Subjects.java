package be.schakel.referral;

import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.Uuid7;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a document is about that is added to a report: the children that its sender names, all when
 * it names none, and those whose number stands in it. Pure.
 *
 * @param unknown what it names that is no child of the report
 * @param named whose number stands in it and whom its sender did not name, where it is the
 *     submitter or the centre
 */
record Subjects(List<UUID> children, List<Issue> unknown, Set<UUID> named) {

  Subjects {
    children = List.copyOf(children);
    unknown = List.copyOf(unknown);
    named = Set.copyOf(named);
  }

  static Subjects of(
      Referral referral, Caller caller, Submission.Document document, String pointer) {
    if (document.children().isEmpty()) {
      var all = referral.rows().children().stream().map(Rows.ChildRow::id).toList();
      return new Subjects(all, List.of(), Set.of());
    }
    var unknown = new ArrayList<Issue>();
    var children = new LinkedHashSet<UUID>();
    for (int i = 0; i < document.children().size(); i++) {
      var child = child(referral, document.children().get(i));
      if (child.isEmpty()) {
        unknown.add(new Issue(pointer + "/children/" + i, Code.UNKNOWN_CHILD));
      }
      child.ifPresent(children::add);
    }
    // To others it would tell whose number it is
    var knows = !Move.Actor.of(caller, referral).isEmpty();
    var named = knows ? named(referral, document, children) : Set.<UUID>of();
    children.addAll(named);
    return new Subjects(List.copyOf(children), unknown, named);
  }

  /** By key, by id or by number. */
  private static Optional<UUID> child(Referral referral, String named) {
    return referral
        .opening()
        .child(named)
        .or(() -> Uuid7.parse(named).filter(known -> referral.opening().name(known).isPresent()))
        .or(() -> byNumber(referral, named));
  }

  /** By the INSZ that its submitter gave it; two of one number are none. */
  private static Optional<UUID> byNumber(Referral referral, String named) {
    var found =
        referral.view(false).children().stream()
            .filter(child -> child.insz().map(Insz::new).equals(Optional.of(new Insz(named))))
            .flatMap(child -> child.id().stream())
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Set<UUID> named(
      Referral referral, Submission.Document document, Set<UUID> declared) {
    var others = new HashMap<UUID, Insz>();
    if (declared.size() < referral.rows().children().size()) {
      for (var child : referral.view(false).children()) {
        var id = child.id().orElseThrow();
        if (!declared.contains(id)) {
          child.insz().ifPresent(insz -> others.put(id, new Insz(insz)));
        }
      }
    }
    try {
      var bytes = Base64.getDecoder().decode(document.data().orElse(""));
      return Numbers.in(bytes, others);
    } catch (IllegalArgumentException toldElsewhere) {
      return Set.of();
    }
  }
}
