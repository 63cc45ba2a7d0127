/**
 * Accounts as their owner, the host, keeps them, and the subjects that tokens and
 * sessions hang on.
 */
@NullMarked
package io.github.jwtauth.account;

import org.jspecify.annotations.NullMarked;
