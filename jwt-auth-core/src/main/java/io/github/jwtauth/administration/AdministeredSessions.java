package io.github.jwtauth.administration;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionStore;

/**
 * What an administrator sees and ends of somebody's sessions (requirement R-47), also of
 * an account that the host has deleted. A session of another account than the named one
 * is not found. Every method throws an {@link AuthException} with
 * {@link AuthErrorCode#NOT_FOUND} for an account that never was. Safe for use by many
 * threads.
 */
public final class AdministeredSessions {

	private final SessionStore sessions;

	private final RefreshTokenWhitelist whitelist;

	private final SubjectStore subjects;

	private final AuthEventPublisher events;

	private final Transactions transactions;

	private final Clock clock;

	public AdministeredSessions(SessionStore sessions, RefreshTokenWhitelist whitelist, SubjectStore subjects,
			AuthEventPublisher events, Transactions transactions, Clock clock) {
		this.sessions = sessions;
		this.whitelist = whitelist;
		this.subjects = subjects;
		this.events = events;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * The live sessions of an account.
	 * @param owner whose
	 * @return oldest first
	 */
	public List<LoginSession> list(AccountId owner) {
		return this.transactions.alone(() -> {
			this.subjects.find(owner).orElseThrow(AccountAdministration::notFound);
			this.events.publish(new AdministratorLooked(this.clock.instant(), owner, "sessions", 0));
			return this.sessions.findLive(owner, this.clock.instant());
		});
	}

	/**
	 * Ends one session.
	 * @param owner whose session it must be
	 * @param id which session
	 * @throws AuthException with {@link AuthErrorCode#NOT_FOUND}, also when it has ended
	 * already
	 */
	public void end(AccountId owner, SessionId id) {
		boolean ended = this.transactions.alone(() -> this.whitelist.end(owner, id, SessionEndReason.REVOKED_BY_ADMIN));
		if (!ended) {
			throw new AuthException(AuthErrorCode.NOT_FOUND, "There is no such session.");
		}
	}

	/**
	 * Ends every session. Holds the subject's lock, so that no session that is being
	 * opened survives.
	 * @param owner whose
	 * @return how many ended
	 */
	public int endAll(AccountId owner) {
		return this.transactions.alone(() -> {
			if (!this.subjects.lock(owner)) {
				throw AccountAdministration.notFound();
			}
			return this.whitelist.endAll(owner, Optional.empty(), SessionEndReason.REVOKED_BY_ADMIN);
		});
	}

}
