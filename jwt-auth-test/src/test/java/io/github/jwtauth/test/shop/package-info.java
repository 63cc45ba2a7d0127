/**
 * A small host that the kit is tried on.
 */
@NullMarked
package io.github.jwtauth.test.shop;

import org.jspecify.annotations.NullMarked;
