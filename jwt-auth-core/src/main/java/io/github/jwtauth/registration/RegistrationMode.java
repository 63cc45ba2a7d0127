package io.github.jwtauth.registration;

/**
 * Who may sign up without the host deciding one by one.
 */
public enum RegistrationMode {

	/** Everybody. */
	OPEN,

	/** Those who were invited; somebody whom a provider sends was not. */
	INVITATION,

	/** Nobody. */
	CLOSED

}
