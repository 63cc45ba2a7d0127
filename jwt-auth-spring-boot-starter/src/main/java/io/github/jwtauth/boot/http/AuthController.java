package io.github.jwtauth.boot.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.web.bind.annotation.ResponseBody;

/**
 * A controller of this library. Deliberately not a {@code @Controller}: the host's
 * handler mapping, advice, converters and interceptors must not reach it, and no
 * component scan may find it.
 */
@ResponseBody
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AuthController {

}
