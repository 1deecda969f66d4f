package be.schakel.disclosure;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The clock of what happens to a case: when it is received, what is due, what a consent or ground
 * covers. The clock without a qualifier is that of the machine: certificates, tokens, rates, keys
 * and the log.
 *
 * <p>Both are the same, except in a test deployment that brings an alternative bean for this one
 * alone. No configuration can part them.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE})
public @interface BusinessTime {}
