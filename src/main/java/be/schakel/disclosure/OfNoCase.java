package be.schakel.disclosure;

/**
 * A view, or a record in one, that says nothing of a case by itself: the same whatever is on
 * record. The gate lets it leave without a decision about a case, and of it only what its labels
 * say a receipt or the log may hold, and what is nested in it only where that is of no case either.
 */
public interface OfNoCase {}
