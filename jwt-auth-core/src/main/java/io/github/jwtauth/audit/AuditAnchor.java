package io.github.jwtauth.audit;

/**
 * The farthest end of the chain that this node has seen. Whoever restores an older copy
 * of everything, end included, is noticed by it until the node is restarted; after that
 * the log tells, where it is written down every day. Safe for use by many threads.
 */
public final class AuditAnchor {

	private volatile Point farthest = new Point(0, AuditMacs.NOTHING);

	/**
	 * Moves on, unless somebody else has meanwhile: then the state was not compared with
	 * where it is now.
	 * @param confirmed the point that the state is known to go on from
	 * @param state genuine
	 */
	synchronized void remember(Point confirmed, ChainState state) {
		if (this.farthest.equals(confirmed) && state.headPosition() > confirmed.position()) {
			this.farthest = new Point(state.headPosition(), state.headMac());
		}
	}

	/**
	 * The farthest end.
	 * @return position 0 when nothing was seen
	 */
	public Point farthest() {
		return this.farthest;
	}

	/**
	 * An end of the chain.
	 *
	 * @param position the last position
	 * @param mac of the chain up to there
	 */
	public record Point(long position, AuditMac mac) {

		/** Whether this is where a chain ends or goes on from; what was purged passes. */
		boolean isPartOf(ChainState state, AuditChain chain) {
			if (this.position < state.basePosition() || this.position == 0) {
				return true;
			}
			if (this.position == state.basePosition()) {
				return this.mac.equals(state.baseMac());
			}
			if (this.position == state.headPosition()) {
				return this.mac.equals(state.headMac());
			}
			return this.position < state.headPosition() && chain.sealed(this.position - 1, this.position, 1)
				.stream()
				.anyMatch((record) -> this.mac.equals(record.chainMac()));
		}

	}

}
