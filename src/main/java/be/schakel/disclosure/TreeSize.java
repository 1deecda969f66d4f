package be.schakel.disclosure;

/**
 * How far the log went: the entries whose leaves stand in this tree, and in those of the epochs
 * before it. Nothing is ever added to them.
 */
public record TreeSize(int epoch, long size) {}
