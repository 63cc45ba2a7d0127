package io.github.jwtauth.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the data source of the database that has the tables {@code jwtauth_*}, in a host
 * that has several. With {@code @Bean(defaultCandidate = false)} the host's other data
 * source stays the one that everything else gets. {@code jwtauth.data-source} goes before
 * the mark.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE })
public @interface JwtAuthDataSource {

}
