/**
 * Keeps the application answering while somebody tries to wear it out.
 */
@NullMarked
package io.github.jwtauth.protection;

import org.jspecify.annotations.NullMarked;
