package io.github.jwtauth.boot.ratelimit;

import io.github.jwtauth.protection.RateLimit;

/**
 * Whose budget of what.
 *
 * @param limit of what
 * @param key whose
 */
record BucketKey(RateLimit limit, String key) {

}
