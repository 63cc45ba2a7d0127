/**
 * Password hashes: ours, those of Spring Security, and those that accounts bring along
 * from other systems.
 */
@NullMarked
package io.github.jwtauth.boot.password;

import org.jspecify.annotations.NullMarked;
