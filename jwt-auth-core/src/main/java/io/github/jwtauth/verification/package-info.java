/**
 * Addresses and the proof that their owner reads what is sent there.
 */
@NullMarked
package io.github.jwtauth.verification;

import org.jspecify.annotations.NullMarked;
