/**
 * Keeps what happened, so that nobody can change it unseen.
 */
@NullMarked
package io.github.jwtauth.audit;

import org.jspecify.annotations.NullMarked;
