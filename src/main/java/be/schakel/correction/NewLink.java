package be.schakel.correction;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ChildLink;
import java.util.UUID;

/**
 * That a child of a report is one with a child of another report.
 *
 * @param child its key in the report, or its id
 * @param other the id of the other record
 * @param type what the other record is to the child
 */
@SchemaName("ChildLinkSubmission")
public record NewLink(String child, UUID other, ChildLink type, String reason) {}
