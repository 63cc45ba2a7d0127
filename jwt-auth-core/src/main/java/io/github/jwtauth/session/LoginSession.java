package io.github.jwtauth.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Device;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.token.ProvenMethods;

/**
 * One login on one device.
 *
 * @param id {@code sid}
 * @param accountId whose
 * @param device where the login came from
 * @param proven how and when the owner proved who they are
 * @param rememberMe whether the longer idle life applies
 * @param createdAt when it was opened
 * @param lastUsedAt when it was opened or last rotated
 * @param idleExpiresAt when it falls asleep unless it is used; never after the absolute
 * end
 * @param absoluteExpiresAt when it ends however often it is used
 */
public record LoginSession(SessionId id, AccountId accountId, Device device, ProvenMethods proven, boolean rememberMe,
		Instant createdAt, Instant lastUsedAt, Instant idleExpiresAt, Instant absoluteExpiresAt) {

	public LoginSession {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(accountId, "accountId");
		Objects.requireNonNull(device, "device");
		Objects.requireNonNull(proven, "proven");
		if (idleExpiresAt.isAfter(absoluteExpiresAt)) {
			throw new IllegalArgumentException("a session cannot idle past its absolute end");
		}
	}

	/**
	 * A session whose owner proved all methods at once.
	 * @param id {@code sid}
	 * @param accountId whose
	 * @param device where the login came from
	 * @param amr how the owner proved who they are (RFC 8176)
	 * @param authenticatedAt when
	 * @param rememberMe whether the longer idle life applies
	 * @param createdAt when it was opened
	 * @param lastUsedAt when it was opened or last rotated
	 * @param idleExpiresAt when it falls asleep unless it is used
	 * @param absoluteExpiresAt when it ends however often it is used
	 */
	public LoginSession(SessionId id, AccountId accountId, Device device, List<String> amr, Instant authenticatedAt,
			boolean rememberMe, Instant createdAt, Instant lastUsedAt, Instant idleExpiresAt,
			Instant absoluteExpiresAt) {
		this(id, accountId, device, ProvenMethods.at(amr, authenticatedAt), rememberMe, createdAt, lastUsedAt,
				idleExpiresAt, absoluteExpiresAt);
	}

	/**
	 * How the owner proved who they are.
	 * @return the words of RFC 8176
	 */
	public List<String> amr() {
		return this.proven.amr();
	}

	/**
	 * When they last did.
	 * @return the time of the latest method
	 */
	public Instant authenticatedAt() {
		return this.proven.authenticatedAt();
	}

}
