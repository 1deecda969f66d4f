package be.schakel.referral;

import be.schakel.medical.DocumentBytes;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.Uuid7;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Whom the documents are about that somebody adds to a report: the children that their sender
 * names, all when it names none, and those whose number stands in them.
 */
final class Subjects {

  private final Referral referral;

  /** The submitter and the centre know whose a number is; to others the answer would tell it. */
  private final boolean knows;

  private Optional<Numbers<UUID>> numbers = Optional.empty();

  Subjects(Referral referral, Caller caller) {
    this.referral = referral;
    this.knows = !Move.Actor.of(caller, referral).isEmpty();
  }

  /**
   * Whom a document is about.
   *
   * @param unknown is told what its sender names that is no child of the report
   * @param uploads the bytes of those that were sent ahead
   */
  List<UUID> of(
      Submission.Document document,
      String pointer,
      Consumer<Issue> unknown,
      Function<UUID, Optional<DocumentBytes>> uploads) {
    var children = named(document, pointer, unknown);
    if (knows && children.size() < referral.rows().children().size()) {
      children.addAll(found(document, uploads));
    }
    return List.copyOf(children);
  }

  /** Whether one that is stored is about somebody whom its sender did not name. */
  boolean namesAnother(Submission.Document document, Collection<Rows.DocumentRow> stored) {
    if (document.children().isEmpty()) {
      return false;
    }
    var named = named(document, "", any -> {});
    // The same bytes may have come twice, each time as of somebody else
    return stored.stream()
        .map(Rows.DocumentRow::children)
        .filter(about -> about.containsAll(named))
        .mapToInt(List::size)
        .min()
        .stream()
        .anyMatch(fewest -> fewest > named.size());
  }

  private Set<UUID> named(Submission.Document document, String pointer, Consumer<Issue> unknown) {
    var children = new LinkedHashSet<UUID>();
    if (document.children().isEmpty()) {
      referral.rows().children().forEach(child -> children.add(child.id()));
    }
    for (int i = 0; i < document.children().size(); i++) {
      var child = child(document.children().get(i));
      if (child.isEmpty()) {
        unknown.accept(new Issue(pointer + "/children/" + i, Code.UNKNOWN_CHILD));
      }
      child.ifPresent(children::add);
    }
    return children;
  }

  /** By key, by id or by number. */
  private Optional<UUID> child(String named) {
    return referral
        .opening()
        .child(named)
        .or(() -> Uuid7.parse(named).filter(known -> referral.opening().name(known).isPresent()))
        .or(() -> byNumber(named));
  }

  /** By the INSZ that its submitter gave it; two of one number are none. */
  private Optional<UUID> byNumber(String named) {
    var found = List.copyOf(numbers().of(new Insz(named)));
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Set<UUID> found(
      Submission.Document document, Function<UUID, Optional<DocumentBytes>> uploads) {
    if (document.upload().isPresent()) {
      return document.upload().flatMap(uploads).map(numbers()::in).orElse(Set.of());
    }
    try {
      return numbers().in(Base64.getDecoder().decode(document.data().orElse("")));
    } catch (IllegalArgumentException toldElsewhere) {
      return Set.of();
    }
  }

  private Numbers<UUID> numbers() {
    if (numbers.isEmpty()) {
      var known = new HashMap<UUID, Insz>();
      referral
          .view(false)
          .children()
          .forEach(
              child ->
                  child
                      .insz()
                      .ifPresent(insz -> known.put(child.id().orElseThrow(), new Insz(insz))));
      numbers = Optional.of(Numbers.of(known));
    }
    return numbers.get();
  }
}
