package be.schakel.problem;

/**
 * An {@link Issue} in words: a line of {@code errors} or {@code warnings}.
 *
 * @param pointer a JSON pointer (RFC 6901) into the body
 * @param text in the language of the reader
 */
public record Told(String pointer, Code code, String text) {}
