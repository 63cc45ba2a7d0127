/**
 * The kit, used as its users do.
 */
@NullMarked
package io.github.jwtauth.test;

import org.jspecify.annotations.NullMarked;
