/**
 * Endpoints of the second factor: an authenticator app and its QR code, recovery codes,
 * remembered devices.
 */
@NullMarked
package io.github.jwtauth.boot.mfa;

import org.jspecify.annotations.NullMarked;
