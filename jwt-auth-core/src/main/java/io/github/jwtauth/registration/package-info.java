/**
 * How accounts come to be: who may sign up, and what becomes of an identity that a
 * provider vouches for.
 */
@NullMarked
package io.github.jwtauth.registration;

import org.jspecify.annotations.NullMarked;
