package io.github.jwtauth.registration;

/**
 * How an account comes to be. More ways may be added; a policy must not take an unknown
 * one for a known one.
 */
public enum RegistrationWay {

	/** Somebody whom an identity provider authenticated logs in for the first time. */
	EXTERNAL,

	/** Somebody accepts an invitation. */
	INVITATION

}
