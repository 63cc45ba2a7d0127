package io.github.jwtauth;

import java.time.Duration;

/**
 * Lets one node at a time do what would be wasteful to do on all of them. Never a lock
 * for correctness: work under a lease must be harmless when two nodes do it.
 */
@FunctionalInterface
public interface Leases {

	/**
	 * Takes a lease, or extends it when this node holds it. One statement decides. A
	 * lease of somebody else that runs longer than the duration from now is not one.
	 * @param task what is to be done, at most 64 characters
	 * @param duration how long other nodes are kept away unless it is extended
	 * @return whether this node may do it now
	 */
	boolean take(String task, Duration duration);

	/**
	 * For stores that only one node uses, such as those in memory.
	 * @return leases that are always granted
	 */
	static Leases singleNode() {
		return (task, duration) -> true;
	}

}
