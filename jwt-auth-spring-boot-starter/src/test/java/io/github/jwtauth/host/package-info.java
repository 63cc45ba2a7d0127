/**
 * An application of somebody else, with an entity and a repository of its own.
 */
package io.github.jwtauth.host;
