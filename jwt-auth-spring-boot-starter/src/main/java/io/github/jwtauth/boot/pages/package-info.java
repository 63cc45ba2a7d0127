/**
 * The pages that mailed links lead to, for hosts without a front end of their own.
 */
@NullMarked
package io.github.jwtauth.boot.pages;

import org.jspecify.annotations.NullMarked;
