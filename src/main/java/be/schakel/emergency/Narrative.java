package be.schakel.emergency;

/** Why somebody broke the glass, and who: as it is sealed. */
record Narrative(String narrative, String person, String name) {}
