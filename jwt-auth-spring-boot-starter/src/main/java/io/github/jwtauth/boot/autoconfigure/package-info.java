/**
 * Wires the rooms of the core together and refuses to start with a dangerous
 * configuration.
 */
@NullMarked
package io.github.jwtauth.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
