/**
 * Mail: promised in the transaction of the change, composed and sent after it, retried
 * over restarts.
 */
@NullMarked
package io.github.jwtauth.boot.mail;

import org.jspecify.annotations.NullMarked;
