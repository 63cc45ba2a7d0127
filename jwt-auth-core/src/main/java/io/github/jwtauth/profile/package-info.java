/**
 * What an account says of its owner, for the owner to see and to change.
 */
@NullMarked
package io.github.jwtauth.profile;

import org.jspecify.annotations.NullMarked;
