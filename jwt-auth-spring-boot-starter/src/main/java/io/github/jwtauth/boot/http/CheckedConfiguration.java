package io.github.jwtauth.boot.http;

/**
 * That there is a bean of this type means that nothing was found against starting. What
 * is made first, before anything else of ours, asks for it, so that one message tells all
 * that is wrong. Not for hosts.
 */
public interface CheckedConfiguration {

}
