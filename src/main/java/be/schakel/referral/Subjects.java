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
import java.util.Map;
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
   * @param ahead whose numbers stand in the uploads, from {@link #in}
   */
  List<UUID> of(
      Submission.Document document,
      String pointer,
      Consumer<Issue> unknown,
      Map<UUID, Set<UUID>> ahead) {
    var children = named(document, pointer, unknown);
    if (mayBeAboutOthers(children)) {
      children.addAll(found(document, pointer, unknown, ahead));
    }
    return List.copyOf(children);
  }

  /** The children whose number stands in an upload that is about others than its sender names. */
  Map<UUID, Set<UUID>> in(
      List<Submission.Document> documents, Function<UUID, Optional<DocumentBytes>> uploads) {
    var ahead = new HashMap<UUID, Set<UUID>>();
    for (var document : documents) {
      document
          .upload()
          .filter(upload -> !ahead.containsKey(upload))
          .filter(any -> mayBeAboutOthers(named(document, "", nobody -> {})))
          .flatMap(upload -> uploads.apply(upload).map(numbers()::in))
          .ifPresent(found -> ahead.put(document.upload().get(), found));
    }
    return ahead;
  }

  private boolean mayBeAboutOthers(Set<UUID> named) {
    return knows && named.size() < referral.rows().children().size();
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
      Submission.Document document,
      String pointer,
      Consumer<Issue> unknown,
      Map<UUID, Set<UUID>> ahead) {
    if (document.upload().isPresent()) {
      var read = document.upload().map(ahead::get);
      if (read.isEmpty()) {
        unknown.accept(new Issue(pointer + "/upload", Code.UPLOAD_NOT_FOUND));
      }
      return read.orElse(Set.of());
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
