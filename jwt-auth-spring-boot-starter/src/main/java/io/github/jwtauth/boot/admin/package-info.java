/**
 * The endpoints for administrators, and the rule before them.
 */
@NullMarked
package io.github.jwtauth.boot.admin;

import org.jspecify.annotations.NullMarked;
