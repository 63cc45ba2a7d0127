package io.github.jwtauth.boot.http;

/**
 * One thing that must work for logins to work; every bean of this type is asked by the
 * health endpoint, at most once in 10 seconds.
 */
public interface HealthCheck {

	/**
	 * What is checked, as the HTTP contract spells it.
	 * @return for example {@code database}
	 */
	String name();

	/**
	 * Checks it. An exception counts as "down".
	 * @return whether it works
	 */
	boolean isUp();

}
