package io.github.jwtauth.session;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;

/**
 * What an owner sees and does with the sessions on their devices. Somebody else's session
 * and one that never was are the same: not found (requirement R-46). Safe for use by many
 * threads; joins the running transaction.
 */
public final class DeviceSessions {

	private final SessionStore sessions;

	private final RefreshTokenWhitelist whitelist;

	private final SubjectStore subjects;

	private final Transactions transactions;

	private final Clock clock;

	public DeviceSessions(SessionStore sessions, RefreshTokenWhitelist whitelist, SubjectStore subjects,
			Transactions transactions, Clock clock) {
		this.sessions = sessions;
		this.whitelist = whitelist;
		this.subjects = subjects;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * The live sessions of an account.
	 * @param owner whose
	 * @return oldest first
	 */
	public List<LoginSession> list(AccountId owner) {
		return this.sessions.findLive(owner, this.clock.instant());
	}

	/**
	 * Gives a device another name.
	 * @param owner whose session it must be
	 * @param id which session
	 * @param deviceName the new name; cleaned and capped as every name of a
	 * {@link Device}
	 * @return the session
	 * @throws InvalidInputException when nothing is left of the name
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND}
	 */
	public LoginSession rename(AccountId owner, SessionId id, String deviceName) {
		String name = readable(deviceName);
		return this.transactions.join(() -> {
			if (!this.sessions.rename(id, owner, name, this.clock.instant())) {
				throw notFound();
			}
			return this.sessions.findLive(id, this.clock.instant()).orElseThrow(DeviceSessions::notFound);
		});
	}

	/**
	 * Ends one session.
	 * @param owner whose session it must be
	 * @param id which session
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND}
	 */
	public void end(AccountId owner, SessionId id) {
		boolean ended = this.transactions.join(() -> this.whitelist.end(owner, id, SessionEndReason.REVOKED_BY_USER));
		if (!ended) {
			throw notFound();
		}
	}

	/**
	 * Ends all sessions but perhaps one. Holds the subject's lock, so that no login that
	 * is under way survives.
	 * @param owner whose
	 * @param except the one that stays, if any
	 * @return how many ended
	 */
	public int endAll(AccountId owner, Optional<SessionId> except) {
		return this.transactions.join(() -> {
			this.subjects.lock(owner);
			return this.whitelist.endAll(owner, except, SessionEndReason.REVOKED_BY_USER);
		});
	}

	private static String readable(String deviceName) {
		String name = Device.unknown().named(deviceName).name();
		if (name == null) {
			throw new InvalidInputException("device_name", "required", "A name is required.");
		}
		return name;
	}

	private static AuthException notFound() {
		return new AuthException(AuthErrorCode.NOT_FOUND, "There is no such session.");
	}

}
