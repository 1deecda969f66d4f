package be.schakel.correction;

import be.schakel.edge.SchemaName;

/** Why a link is taken away again. */
@SchemaName("ChildLinkEnd")
public record LinkEnd(String reason) {}
