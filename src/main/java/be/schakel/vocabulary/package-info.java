/**
 * The words of the field: code lists, identifiers and their checks, and what they are called in
 * Dutch, French and English.
 *
 * <p>A leaf: it uses no other room and nothing outside the JDK. Code lists are enums whose
 * constants are the stable English codes; displays live in {@code i18n/codes_*.properties}.
 */
package be.schakel.vocabulary;
