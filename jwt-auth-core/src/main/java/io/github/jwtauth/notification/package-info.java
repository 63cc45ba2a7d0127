/**
 * What owners are told about their accounts, and the only way on which secrets leave for
 * them.
 */
@NullMarked
package io.github.jwtauth.notification;

import org.jspecify.annotations.NullMarked;
