/**
 * Whole hosts over real HTTP: what their owners and users see.
 */
package io.github.jwtauth.flow;
