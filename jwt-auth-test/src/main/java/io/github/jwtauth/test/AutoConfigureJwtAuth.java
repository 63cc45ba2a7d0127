package io.github.jwtauth.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Prepares an application with jwt-auth for its tests, beside {@code @SpringBootTest} or
 * a slice:
 *
 * <ul>
 * <li>{@link CapturedMails} keeps its mail, also where the application has a transport of
 * its own;</li>
 * <li>{@link TestClock} moves its time;</li>
 * <li>{@link TestAccounts} adds accounts that can log in;</li>
 * <li>{@link AuthTestClient} talks to it, where a web server runs;</li>
 * <li>{@code jwtauth.rate-limit.enabled=false}, a {@code jwtauth.secret} and a
 * {@code jwtauth.public-url}, each only where the application says nothing about it. The
 * lock after wrong passwords stays.</li>
 * </ul>
 *
 * Mail and clock start anew with each test. {@link WithAuthUser} and
 * {@link AuthUserRequestPostProcessor} need none of this.
 */
@Inherited
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
public @interface AutoConfigureJwtAuth {

}
