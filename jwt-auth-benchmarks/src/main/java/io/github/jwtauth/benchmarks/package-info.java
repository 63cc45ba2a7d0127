/**
 * What jwt-auth costs, measured by commands that anybody can run.
 */
@NullMarked
package io.github.jwtauth.benchmarks;

import org.jspecify.annotations.NullMarked;
