package be.schakel.referral;

import be.schakel.consent.ChildFacts;
import be.schakel.vocabulary.NoInszReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * People by their place in a report: 0 is the child itself, n the n-th person. A key that a partner
 * chose could be a name; a place tells nothing.
 */
record Places(List<Submission.Person> persons) {

  private static final String CHILD = "0";
  private static final String NOBODY = "?";

  /** What the consent rules must know of a child, as the report tells it. */
  ChildFacts facts(Submission.Child child, Optional<LocalDate> closedOn) {
    return new ChildFacts(
        CHILD,
        child.birthDate(),
        unborn(child),
        child.expectedBirthDate(),
        ChildFacts.Capacity.PRESUMED_BY_AGE,
        IntStream.range(0, persons.size())
            .filter(at -> persons.get(at).concerns(child.key()))
            .mapToObj(at -> carer(at))
            .toList(),
        closedOn);
  }

  /** What is known of a child whose key was destroyed: nobody can consent for it any more. */
  static ChildFacts erased() {
    return new ChildFacts(
        CHILD,
        Optional.empty(),
        false,
        Optional.empty(),
        ChildFacts.Capacity.PRESUMED_BY_AGE,
        List.of(),
        Optional.empty());
  }

  /** The places of who is named by key; nobody's for a key that nobody has. */
  List<String> of(Submission.Child child, List<String> keys) {
    return keys.stream().map(key -> place(child, key)).toList();
  }

  /** The key of who has this place; empty for who was given none. */
  Optional<String> key(String place, Optional<String> child) {
    if (place.equals(CHILD)) {
      return child;
    }
    var at = Integer.parseInt(place) - 1;
    return at < persons.size() ? persons.get(at).key() : Optional.empty();
  }

  private String place(Submission.Child child, String key) {
    if (key.equals(child.key())) {
      return CHILD;
    }
    return IntStream.range(0, persons.size())
        .filter(at -> persons.get(at).key().filter(key::equals).isPresent())
        .mapToObj(at -> String.valueOf(at + 1))
        .findFirst()
        .orElse(NOBODY);
  }

  private ChildFacts.Carer carer(int at) {
    var person = persons.get(at);
    return ChildFacts.Carer.of(
        Optional.of(String.valueOf(at + 1)), person.role(), person.authority());
  }

  private static boolean unborn(Submission.Child child) {
    return child.birthDate().isEmpty()
        && (child.expectedBirthDate().isPresent()
            || child.noInszReason().filter(reason -> reason == NoInszReason.UNBORN).isPresent());
  }
}
