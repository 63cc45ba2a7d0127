/**
 * Counts requests, in the memory of a node or in Redis, and refuses what is too many.
 */
@NullMarked
package io.github.jwtauth.boot.ratelimit;

import org.jspecify.annotations.NullMarked;
