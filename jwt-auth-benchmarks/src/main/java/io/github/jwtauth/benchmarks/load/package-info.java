/**
 * A load generator that costs little, because it shares the machine with what it
 * measures.
 */
@NullMarked
package io.github.jwtauth.benchmarks.load;

import org.jspecify.annotations.NullMarked;
