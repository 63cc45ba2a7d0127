/**
 * The walks over HTTP, in interleaved rounds against an application in a process of its
 * own.
 */
@NullMarked
package io.github.jwtauth.benchmarks.http;

import org.jspecify.annotations.NullMarked;
