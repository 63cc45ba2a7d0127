package io.github.jwtauth.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The chain over the records of the built-in store (requirement R-95). Its one row is the
 * lock of everybody who changes the chain; nobody who adds a record waits for it. Called
 * by many threads.
 */
public interface AuditChain {

	/**
	 * Where the chain begins and ends.
	 * @return the row, or empty when nothing was sealed yet
	 */
	Optional<ChainState> find();

	/**
	 * The same, and nobody else changes the chain until the transaction is over.
	 * @return the row, as the last one who had the lock left it
	 */
	Optional<ChainState> lock();

	/**
	 * Makes the row unless there is one.
	 * @param state an empty chain
	 */
	void begin(ChainState state);

	/**
	 * Moves beginning or end. The caller has the lock.
	 * @param state from now on
	 */
	void save(ChainState state);

	/**
	 * Records that are not in the chain yet.
	 * @param limit most of them
	 * @return in the order of their time
	 */
	List<ChainedRecord> unsealed(int limit);

	/**
	 * How long records have been waiting.
	 * @return the time of the oldest one that is not in the chain, or empty
	 */
	Optional<Instant> oldestUnsealed();

	/**
	 * Gives records their place, unless they have one. The caller has the lock.
	 * @param links which record, where, with which MAC
	 */
	void seal(List<Link> links);

	/**
	 * Records of the chain.
	 * @param after the position before the first
	 * @param to the last position
	 * @param limit most of them
	 * @return in the order of their positions
	 */
	List<ChainedRecord> sealed(long after, long to, int limit);

	/**
	 * Records with a position that the chain, as it is now, does not have: before its
	 * beginning or behind its end. All of them when there is no chain.
	 * @param limit most of them
	 * @return in the order of their positions
	 */
	List<ChainedRecord> strays(int limit);

	/**
	 * Removes records from the beginning. The caller has the lock.
	 * @param after the position before the first
	 * @param to the last position
	 */
	void remove(long after, long to);

	/**
	 * The place of a record.
	 *
	 * @param eventId which
	 * @param position where
	 * @param chainMac of the chain up to there
	 */
	record Link(UUID eventId, long position, AuditMac chainMac) {

	}

}
