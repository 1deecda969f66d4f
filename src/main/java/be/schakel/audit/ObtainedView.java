package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Obtained;
import be.schakel.vocabulary.DataCategory;
import java.util.List;
import java.util.Optional;

/** What was obtained, child by child, by pseudonym. */
public record ObtainedView(
    @Label(DataCategory.DISCLOSURE_LOG) List<Obtained.About> items,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> next) {}
