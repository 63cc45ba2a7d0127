package io.github.jwtauth.boot.http;

/**
 * One thing that has to work; every bean of this type is asked by the health endpoint, at
 * most once in 10 seconds.
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

	/**
	 * Whether logins stop without it, so that a load balancer should take this node away.
	 * Otherwise the endpoint tells that it is down, and goes on answering 200.
	 * @return {@code true} unless an implementation says otherwise
	 */
	default boolean isEssential() {
		return true;
	}

}
