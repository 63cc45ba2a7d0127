/**
 * The filter chains: who may call what, and whether a request came from where it should.
 */
@NullMarked
package io.github.jwtauth.boot.security;

import org.jspecify.annotations.NullMarked;
