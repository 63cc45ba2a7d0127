/**
 * jwt-auth for Spring Boot: every package below is one adapter with its own
 * auto-configuration.
 */
@NullMarked
package io.github.jwtauth.boot;

import org.jspecify.annotations.NullMarked;
