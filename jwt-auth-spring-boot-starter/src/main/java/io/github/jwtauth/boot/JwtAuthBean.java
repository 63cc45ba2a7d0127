package io.github.jwtauth.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks a bean of a common type (a {@code PasswordEncoder}, a {@code JwtEncoder}, a
 * {@code Clock}) as meant for jwt-auth. Beans of such types that a host defines without
 * it stay the host's own and are never used here, and ours are never candidates for the
 * host's injection points (decision 22).
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE })
public @interface JwtAuthBean {

}
