/**
 * Measures what happens, where the host has somewhere to put it.
 */
@NullMarked
package io.github.jwtauth.boot.metrics;

import org.jspecify.annotations.NullMarked;
