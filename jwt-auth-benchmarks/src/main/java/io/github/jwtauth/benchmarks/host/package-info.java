/**
 * The application under load: one endpoint, protected in four ways.
 */
@NullMarked
package io.github.jwtauth.benchmarks.host;

import org.jspecify.annotations.NullMarked;
