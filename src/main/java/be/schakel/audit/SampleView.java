package be.schakel.audit;

import be.schakel.disclosure.Covered;
import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A sample of the log, and all that it takes to draw it again.
 *
 * @param size how many were asked for
 * @param population how many entries there were to draw from
 * @param covers what the engagements of who drew it covered
 * @param items in the order in which they were drawn, as far as the reader's engagements cover them
 */
public record SampleView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> seed,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Integer> size,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Long> population,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<SampleFilter> filter,
    @Label(DataCategory.DISCLOSURE_LOG) List<Covered> covers,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> auditor,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> drawnAt,
    @Label.Nested List<DisclosureView> items) {}
