package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.LogReader;
import be.schakel.edge.Streamed;
import be.schakel.vocabulary.DataCategory;
import java.util.Optional;

/** All that a search of the log found, written while it is read. */
@Streamed
public record LogExport(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<ExportFormat> format,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LogReader> entries) {}
