package io.github.jwtauth;

import java.time.Instant;

/**
 * One kind of row that is of no use any more after some time. Housekeeping removes them,
 * on one node at a time, a bounded number in each transaction (requirement R-104).
 */
@FunctionalInterface
public interface ExpiredRows {

	/**
	 * Removes some.
	 * @param now the present
	 * @param limit most rows to touch
	 * @return how many were touched; less than the limit when nothing is left to do
	 */
	int remove(Instant now, int limit);

}
