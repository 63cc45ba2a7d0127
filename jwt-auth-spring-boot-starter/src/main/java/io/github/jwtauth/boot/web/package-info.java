/**
 * The endpoints: HTTP in, a walk of the core, HTTP out.
 */
@NullMarked
package io.github.jwtauth.boot.web;

import org.jspecify.annotations.NullMarked;
