/**
 * What every adapter that speaks HTTP shares: where endpoints are, how problems, cookies
 * and JSON look, where a request came from.
 */
@NullMarked
package io.github.jwtauth.boot.http;

import org.jspecify.annotations.NullMarked;
