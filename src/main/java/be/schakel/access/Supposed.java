package be.schakel.access;

import be.schakel.consent.GivenConsent;
import be.schakel.edge.SchemaName;

/** A consent that nobody has given yet. */
@SchemaName("SupposedConsent")
record Supposed(GivenConsent consent) {}
