/**
 * The single steps, each alone in a virtual machine.
 */
@NullMarked
package io.github.jwtauth.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
