package io.github.jwtauth.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches unless the host has defined a {@link JwtAuthBean} of a type, of the one that
 * the annotated bean method returns if nothing else is said. Boot's own condition cannot
 * ask for a qualifier.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnMissingJwtAuthBeanCondition.class)
public @interface ConditionalOnMissingJwtAuthBean {

	/**
	 * The type to look for.
	 * @return at most one; none for the type that the method returns
	 */
	Class<?>[] value() default {};

}
