package io.github.jwtauth.boot.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component of a request record that takes the fields which the host has
 * declared ({@link io.github.jwtauth.account.ExtraFields}): a {@code Map<String, String>}
 * with those of them that the request contains, in the request beside all other fields.
 * Texts only; every other field stays unknown.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface DeclaredFields {

}
