package testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;

/**
 * A test class whose tests are clients of the running gateway. Arquillian starts it before the
 * first of them and stops it after the last; the application is part of the server, so no test
 * deploys anything.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ArquillianTest
public @interface AgainstTheGateway {}
