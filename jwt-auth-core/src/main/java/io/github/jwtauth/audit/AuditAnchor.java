package io.github.jwtauth.audit;

/**
 * The farthest end of the chain that this node has seen. Whoever restores an older copy
 * of everything, end included, is noticed by it until the node is restarted; after that
 * the log tells, where it is written down every day. Safe for use by many threads.
 */
public final class AuditAnchor {

	private volatile Point farthest = new Point(0, AuditMacs.NOTHING);

	synchronized void remember(ChainState state) {
		if (state.headPosition() > this.farthest.position()) {
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

	}

}
