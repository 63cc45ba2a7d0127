/**
 * The second factor: codes of an authenticator app, recovery codes, remembered devices.
 */
@NullMarked
package io.github.jwtauth.mfa;

import org.jspecify.annotations.NullMarked;
