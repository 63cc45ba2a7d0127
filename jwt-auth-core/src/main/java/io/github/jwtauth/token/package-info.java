/**
 * Access tokens: what they say, and the keys that sign them.
 */
@NullMarked
package io.github.jwtauth.token;

import org.jspecify.annotations.NullMarked;
