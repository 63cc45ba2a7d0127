package io.github.jwtauth.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@link InMemorySessionStore}.
 *
 * @param session what is known of the session
 * @param saltHash hash of its salt
 * @param generation the only one that is accepted now
 * @param rotatedAt when it became that, or {@code null} before the first rotation
 * @param reason why it ended, or {@code null}
 * @param endedAt when it ended, or {@code null}
 */
record InMemorySession(LoginSession session, SaltHash saltHash, int generation, @Nullable Instant rotatedAt,
		@Nullable SessionEndReason reason, @Nullable Instant endedAt) {

	static InMemorySession opened(LoginSession session, SaltHash saltHash) {
		return new InMemorySession(session, saltHash, 0, null, null, null);
	}

	SessionId id() {
		return this.session.id();
	}

	boolean isOf(AccountId owner) {
		return this.session.accountId().equals(owner);
	}

	boolean hasNotEnded() {
		return this.reason == null;
	}

	boolean isLive(Instant now) {
		return hasNotEnded() && this.session.idleExpiresAt().isAfter(now);
	}

	boolean isOver(Instant now) {
		return !this.session.absoluteExpiresAt().isAfter(now);
	}

	Optional<SessionEndReason> reasonAt(Instant now) {
		if (this.reason != null) {
			return Optional.of(this.reason);
		}
		if (isOver(now)) {
			return Optional.of(SessionEndReason.ABSOLUTE_TIMEOUT);
		}
		return isLive(now) ? Optional.empty() : Optional.of(SessionEndReason.IDLE_TIMEOUT);
	}

	boolean isParentWithinWindow(RotationRequest request) {
		return request.generation() == this.generation - 1 && this.rotatedAt != null
				&& this.rotatedAt.plus(request.retryWindow()).isAfter(request.now());
	}

	InMemorySession rotated(RotationRequest request) {
		Instant idle = this.session.rememberMe() ? request.idleUntilIfRemembered() : request.idleUntil();
		Instant absolute = this.session.absoluteExpiresAt();
		LoginSession used = copy(this.session.device(), this.session.proven(), request.now(),
				idle.isBefore(absolute) ? idle : absolute);
		return new InMemorySession(used, this.saltHash, this.generation + 1, request.now(), null, null);
	}

	InMemorySession renewed(SessionStore.Renewal renewal) {
		LoginSession proven = copy(this.session.device(), renewal.proven(), this.session.lastUsedAt(),
				this.session.idleExpiresAt());
		return new InMemorySession(proven, renewal.saltHash(), this.generation + 1, null, null, null);
	}

	InMemorySession proven(ProvenMethods methods) {
		LoginSession proven = copy(this.session.device(), methods, this.session.lastUsedAt(),
				this.session.idleExpiresAt());
		return new InMemorySession(proven, this.saltHash, this.generation, this.rotatedAt, null, null);
	}

	InMemorySession renamed(String deviceName) {
		if (!deviceName.equals(Device.unknown().named(deviceName).name())) {
			throw new IllegalArgumentException("a column would not hold this name");
		}
		LoginSession renamed = copy(this.session.device().named(deviceName), this.session.proven(),
				this.session.lastUsedAt(), this.session.idleExpiresAt());
		return new InMemorySession(renamed, this.saltHash, this.generation, this.rotatedAt, null, null);
	}

	/** What is left of an ended session (decision 26). */
	InMemorySession ended(SessionEndReason why, Instant at) {
		LoginSession rest = copy(Device.unknown(), ProvenMethods.at(List.of(), this.session.authenticatedAt()),
				this.session.lastUsedAt(), this.session.idleExpiresAt());
		return new InMemorySession(rest, this.saltHash, this.generation, null, why, at);
	}

	private LoginSession copy(Device device, ProvenMethods proven, Instant lastUsedAt, Instant idleExpiresAt) {
		return new LoginSession(this.session.id(), this.session.accountId(), device, proven, this.session.rememberMe(),
				this.session.createdAt(), lastUsedAt, idleExpiresAt, this.session.absoluteExpiresAt());
	}

}
