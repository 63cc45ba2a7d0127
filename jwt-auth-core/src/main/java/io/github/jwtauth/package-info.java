/**
 * The words that every room of the house uses: who, which session, which device, which
 * secret, what went wrong and what happened.
 */
@NullMarked
package io.github.jwtauth;

import org.jspecify.annotations.NullMarked;
