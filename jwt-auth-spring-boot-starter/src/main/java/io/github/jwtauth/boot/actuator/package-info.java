/**
 * Tells operators by the host's actuator how the library is.
 */
@NullMarked
package io.github.jwtauth.boot.actuator;

import org.jspecify.annotations.NullMarked;
