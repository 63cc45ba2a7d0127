/**
 * What runs by the clock: purge, key rotation, the feed of revocations.
 */
@NullMarked
package io.github.jwtauth.boot.housekeeping;

import org.jspecify.annotations.NullMarked;
