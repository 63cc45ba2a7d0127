/**
 * The stores of sessions, subjects and keys in the host's database, and their schema.
 */
@NullMarked
package io.github.jwtauth.boot.jpa;

import org.jspecify.annotations.NullMarked;
