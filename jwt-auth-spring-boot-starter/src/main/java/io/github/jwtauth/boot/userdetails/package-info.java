/**
 * Accounts that a host keeps behind Spring Security's own types.
 */
@NullMarked
package io.github.jwtauth.boot.userdetails;

import org.jspecify.annotations.NullMarked;
