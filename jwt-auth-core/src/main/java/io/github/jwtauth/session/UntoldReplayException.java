package io.github.jwtauth.session;

import java.util.Optional;

/**
 * A listener failed when it heard of a replay, and the end of the session is about to be
 * rolled back with the listener's own work. The session has to be ended nevertheless.
 */
public final class UntoldReplayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int DEEPEST_CAUSE = 20;

	private final transient Rotation.Replayed replay;

	UntoldReplayException(Rotation.Replayed replay, RuntimeException cause) {
		super("a listener refused to hear of a replayed refresh token", cause);
		this.replay = replay;
	}

	/**
	 * Looks for the replay behind whatever became of it.
	 * @param failure what came out of the transaction
	 * @return the replay, if that is what failed
	 */
	public static Optional<Rotation.Replayed> in(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
			if (cause instanceof UntoldReplayException untold) {
				return Optional.of(untold.replay);
			}
			cause = cause.getCause();
		}
		return Optional.empty();
	}

}
