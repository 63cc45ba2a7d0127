package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.Rotation;
import io.github.jwtauth.session.RotationRequest;
import io.github.jwtauth.session.SaltHash;
import io.github.jwtauth.session.SessionEndReason;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * The locked row of a session whose token was presented and did not match: decides why
 * (decision 3).
 *
 * @param saltHash hash of the present salt
 * @param generation the generation that is accepted now
 * @param rotatedAt when it became that, or {@code null} when no token of this salt came
 * before
 * @param endReason why it ended, or {@code null} when it did not
 * @param session the session, or {@code null} when it ended
 */
record PresentedSession(SaltHash saltHash, int generation, @Nullable Instant rotatedAt,
		@Nullable SessionEndReason endReason, @Nullable LoginSession session) {

	static final String SELECT = "select s.salt_hash, s.generation, s.rotated_at, s.end_reason, " + SessionRows.COLUMNS
			+ " from jwtauth_session s where s.session_id = ? for update";

	static PresentedSession read(ResultSet row, Times times) throws SQLException {
		String reason = row.getString("end_reason");
		return new PresentedSession(new SaltHash(row.getBytes("salt_hash")), row.getInt("generation"),
				times.readNullable(row, "rotated_at"), (reason != null) ? SessionEndReason.valueOf(reason) : null,
				(reason != null) ? null : SessionRows.read(row, times));
	}

	/** {@link Rotation.Replayed} has yet to be made true by whoever asks. */
	Rotation judge(RotationRequest request) {
		if (!this.saltHash.equals(request.saltHash()) || request.generation() > this.generation) {
			return new Rotation.Rejected(Optional.empty());
		}
		LoginSession live = this.session;
		if (live == null) {
			return new Rotation.Rejected(Optional.ofNullable(this.endReason));
		}
		if (!live.absoluteExpiresAt().isAfter(request.now())) {
			return new Rotation.Rejected(Optional.of(SessionEndReason.ABSOLUTE_TIMEOUT));
		}
		if (!live.idleExpiresAt().isAfter(request.now())) {
			return new Rotation.Rejected(Optional.of(SessionEndReason.IDLE_TIMEOUT));
		}
		if (request.generation() == this.generation) {
			throw new ConcurrencyFailureException("the session changed between the update and the question why");
		}
		return isRetry(request) ? new Rotation.Retried(live) : new Rotation.Replayed(live.id(), live.accountId());
	}

	/** A clock behind that of the rotation is still within the window. */
	private boolean isRetry(RotationRequest request) {
		return this.rotatedAt != null && request.generation() == this.generation - 1 && !request.retryWindow().isZero()
				&& request.now().isBefore(this.rotatedAt.plus(request.retryWindow()));
	}

}
