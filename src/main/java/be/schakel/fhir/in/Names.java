package be.schakel.fhir.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A HumanName as family name and given names, or as one text. Pure. */
final class Names {

  private Names() {}

  /** Reads {@code name} of a person; an official one before others, never an old one. */
  static void map(Intake intake, Element person, Draft draft) {
    var name = preferred(person);
    if (name.isEmpty()) {
      return;
    }
    var given = name.get().all("given");
    draft.text("familyName", name.get().one("family"));
    given.forEach(each -> each.text().ifPresent(one -> draft.add("givenNames", one, each.path())));
    if (!draft.has("familyName") && given.isEmpty()) {
      var printed = name.get().one("text");
      draft.text("familyName", printed);
      printed.ifPresent(text -> intake.normalised(text.path(), "HumanName.family"));
    }
  }

  /** The name as one text, title first. */
  static Optional<String> whole(Element person) {
    var name = preferred(person);
    var printed = name.flatMap(each -> each.text("text"));
    if (printed.isPresent()) {
      return printed;
    }
    var parts = new ArrayList<String>();
    name.ifPresent(
        each ->
            List.of("prefix", "given", "family", "suffix")
                .forEach(part -> each.all(part).forEach(one -> one.text().ifPresent(parts::add))));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
  }

  private static Optional<Element> preferred(Element person) {
    var names = person.all("name").stream().filter(name -> !name.is("use", "old")).toList();
    return names.stream()
        .filter(name -> name.is("use", "official"))
        .findFirst()
        .or(() -> names.stream().findFirst());
  }
}
