/**
 * What administrators see and do, and how there comes to be a first one.
 */
@NullMarked
package io.github.jwtauth.administration;

import org.jspecify.annotations.NullMarked;
