package be.schakel.wronghouse.cupboard;

/** Stands in a room that nobody drew. */
public final class Forgotten {}
