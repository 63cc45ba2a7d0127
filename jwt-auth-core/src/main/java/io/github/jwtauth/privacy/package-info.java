/**
 * What an owner may ask for: everything that is known of them, and the end of it.
 */
@NullMarked
package io.github.jwtauth.privacy;

import org.jspecify.annotations.NullMarked;
