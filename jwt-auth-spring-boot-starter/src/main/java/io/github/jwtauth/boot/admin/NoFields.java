package io.github.jwtauth.boot.admin;

/**
 * The body of a request that says everything by its path: none, or an empty object.
 * Whatever else somebody sends, a password for example, is refused and not ignored.
 */
record NoFields() {

}
