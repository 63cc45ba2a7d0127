/**
 * The stores of sessions, subjects and keys in the host's database and in its JPA or JDBC
 * transactions, and their schema.
 */
@NullMarked
package io.github.jwtauth.boot.jpa;

import org.jspecify.annotations.NullMarked;
