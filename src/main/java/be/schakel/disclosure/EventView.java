package be.schakel.disclosure;

import be.schakel.vocabulary.DataCategory;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that an entry of the log tells, as an auditor sees it.
 *
 * @param id of the entry
 * @param entry the whole of it: a child is a pseudonym there, and there is no narrative
 */
public record EventView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Aspect> aspect,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<DisclosureEntry> entry) {

  static EventView of(LoggedEntry logged, Aspect aspect) {
    return new EventView(
        Optional.of(logged.id()), Optional.of(aspect), Optional.of(logged.entry()));
  }
}
