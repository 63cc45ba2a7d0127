package io.github.jwtauth.session;

import java.util.Objects;

import io.github.jwtauth.SessionId;

/**
 * What a genuine refresh token says: it belonged to this session, at this generation,
 * under this salt. Whether it is the one that is accepted now, only the store knows.
 *
 * @param sessionId the session
 * @param generation how many rotations preceded it
 * @param salt the session's salt when the token was made
 */
public record RefreshToken(SessionId sessionId, int generation, Salt salt) {

	public RefreshToken {
		Objects.requireNonNull(sessionId, "sessionId");
		Objects.requireNonNull(salt, "salt");
		if (generation < 0) {
			throw new IllegalArgumentException("generations count from 0");
		}
	}

	/**
	 * The one token that may follow this one. Computed, not drawn: a retry gets the same
	 * bytes without anybody having stored them.
	 * @return the token of the next generation
	 */
	RefreshToken successor() {
		return new RefreshToken(this.sessionId, Math.incrementExact(this.generation), this.salt);
	}

	/** The salt stays out of logs. */
	@Override
	public String toString() {
		return "RefreshToken[sessionId=" + this.sessionId + ", generation=" + this.generation + "]";
	}

}
