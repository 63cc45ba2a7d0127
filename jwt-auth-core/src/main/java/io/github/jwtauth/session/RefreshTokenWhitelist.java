package io.github.jwtauth.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.token.ProvenMethods;

/**
 * Opens, rotates, renews and ends sessions, and says so. A session is in the whitelist as
 * long as it lives; exactly one refresh token of it is accepted at any moment. Methods
 * join the running transaction; whoever calls {@link #rotate} does so inside
 * {@link Transactions#alone}, because its verdict must be committed before it is told.
 * Safe for use by many threads.
 */
public final class RefreshTokenWhitelist {

	private final SessionStore sessions;

	private final RefreshTokenCodec codec;

	private final SessionSettings settings;

	private final SessionEnds ends;

	private final AuthEventPublisher events;

	private final Clock clock;

	private final RandomBytes random;

	public RefreshTokenWhitelist(SessionStore sessions, RefreshTokenCodec codec, SessionSettings settings,
			SessionEnds ends, AuthEventPublisher events, Clock clock, RandomBytes random) {
		this.sessions = sessions;
		this.codec = codec;
		this.settings = settings;
		this.ends = ends;
		this.events = events;
		this.clock = clock;
		this.random = random;
	}

	/**
	 * Opens a session and makes room for it. The caller holds the subject's lock, so that
	 * parallel logins of one account count each other.
	 * @param opening a login that has passed every gate
	 * @return the session and its first refresh token
	 * @throws AuthException with {@link AuthErrorCode#SESSION_LIMIT_REACHED} when there
	 * is no room and the policy is to reject
	 */
	public OpenedSession open(SessionOpening opening) {
		Instant now = this.clock.instant();
		List<LoginSession> live = this.sessions.findLive(opening.accountId(), now);
		makeRoom(opening.accountId(), live);
		RefreshToken token = new RefreshToken(SessionId.random(this.random), 0, Salt.random(this.random));
		LoginSession session = opening.session(token.sessionId(), now, this.settings);
		this.sessions.insert(session, token.salt().hash());
		this.events.publish(new SessionOpened(now, session.accountId(), session.id(), session.device(), session.amr(),
				opening.newDevice() && live.stream().noneMatch((other) -> other.device().looksLike(opening.device()))));
		return new OpenedSession(session, this.codec.encode(token));
	}

	/**
	 * Reads a presented token without a query.
	 * @param presented what somebody presented
	 * @return what it says
	 * @throws InvalidRefreshTokenException when it is not genuine
	 */
	public RefreshToken read(Secret presented) {
		return this.codec.decode(presented).orElseThrow(InvalidRefreshTokenException::new);
	}

	/**
	 * Rotates a session, or finds out why not. A replay has ended the session when this
	 * returns; the caller commits and only then refuses.
	 * @param token what was presented
	 * @param device where the request came from
	 * @return the verdict
	 */
	public Rotation rotate(RefreshToken token, Device device) {
		Instant now = this.clock.instant();
		Rotation verdict = this.sessions.rotate(RotationRequest.of(token, now, this.settings));
		if (verdict instanceof Rotation.Rotated rotated) {
			refreshed(rotated.session(), device, now, false);
		}
		else if (verdict instanceof Rotation.Retried retried) {
			refreshed(retried.session(), device, now, true);
		}
		else if (verdict instanceof Rotation.Replayed replayed) {
			tell(replayed, device, now);
		}
		else if (verdict instanceof Rotation.Rejected rejected) {
			this.events
				.publish(new RefreshRejected(now, null, token.sessionId(), device, rejected.reason().orElse(null)));
		}
		return verdict;
	}

	/**
	 * Ends the session of a replay that no listener could be told of. A failing listener
	 * must not hand the session back to whoever copied the token (requirement R-36).
	 * @param replayed the replay
	 */
	public void contain(Rotation.Replayed replayed) {
		if (this.sessions.end(replayed.sessionId(), replayed.accountId(), SessionEndReason.REFRESH_TOKEN_REUSE)) {
			this.ends.endedUntold(replayed.sessionId());
		}
	}

	/**
	 * The token that follows a presented one; the same bytes however often it is asked.
	 * @param token what was presented and accepted
	 * @return what the holder gets
	 */
	public Secret successorOf(RefreshToken token) {
		return this.codec.encode(token.successor());
	}

	/**
	 * Continues a session after a credential event: every token handed out before is
	 * rejected, none is a retry. What was proven before keeps its time. The caller holds
	 * the subject's lock: what is read here is still so when it is written.
	 * @param owner whose session it must be
	 * @param id which session
	 * @param methods how the owner proves who they are now (RFC 8176), and nothing else
	 * @return the session with a new refresh token, or empty when it is not live
	 */
	public Optional<OpenedSession> renew(AccountId owner, SessionId id, List<String> methods) {
		Salt salt = Salt.random(this.random);
		Instant now = this.clock.instant();
		return proven(owner, id).map((proven) -> proven.with(methods, now))
			.flatMap((proven) -> this.sessions.renew(new SessionStore.Renewal(id, owner, salt.hash(), proven, now)))
			.map((renewed) -> new OpenedSession(renewed.session(),
					this.codec.encode(new RefreshToken(id, renewed.generation(), salt))));
	}

	/**
	 * Remembers that the owner of a session proves more now, where no new tokens can be
	 * given: those that are out there stay good, and the next refresh tells. The caller
	 * holds the subject's lock, as for {@link #renew}.
	 * @param owner whose session it must be
	 * @param id which session
	 * @param methods how the owner proves who they are now (RFC 8176), and nothing else
	 * @return whether the session is live
	 */
	public boolean addProof(AccountId owner, SessionId id, List<String> methods) {
		Instant now = this.clock.instant();
		return proven(owner, id).map((proven) -> proven.with(methods, now))
			.filter((proven) -> this.sessions.prove(id, owner, proven, now))
			.isPresent();
	}

	/**
	 * Ends the session of a presented token, of whatever generation. Anything that is not
	 * a genuine token of a live session changes nothing.
	 * @param presented what somebody presented
	 * @param reason why
	 */
	public void endByToken(Secret presented, SessionEndReason reason) {
		this.codec.decode(presented)
			.ifPresent((token) -> this.sessions.endByToken(token.sessionId(), token.salt().hash(), reason)
				.ifPresent((owner) -> this.ends.ended(owner, token.sessionId(), reason)));
	}

	/**
	 * Ends one session.
	 * @param owner whose it must be
	 * @param id which
	 * @param reason why
	 * @return whether this call ended it
	 */
	public boolean end(AccountId owner, SessionId id, SessionEndReason reason) {
		boolean ended = this.sessions.end(id, owner, reason);
		if (ended) {
			this.ends.ended(owner, id, reason);
		}
		return ended;
	}

	/**
	 * Ends the sessions of an account. The caller holds the subject's lock, so that no
	 * login slips in between.
	 * @param owner whose
	 * @param except the one that stays, if any
	 * @param reason why
	 * @return how many ended
	 */
	public int endAll(AccountId owner, Optional<SessionId> except, SessionEndReason reason) {
		List<SessionId> ended = this.sessions.endAll(owner, except, reason);
		ended.forEach((id) -> this.ends.ended(owner, id, reason));
		return ended.size();
	}

	/**
	 * What the owner of a session has proven by now, whatever its tokens say.
	 * @param owner whose session it must be
	 * @param id which session
	 * @return all methods, or empty when it is not live
	 */
	public Optional<ProvenMethods> proven(AccountId owner, SessionId id) {
		return this.sessions.findLive(id, this.clock.instant())
			.filter((session) -> session.accountId().equals(owner))
			.map(LoginSession::proven);
	}

	private void tell(Rotation.Replayed replayed, Device device, Instant now) {
		try {
			this.events.publish(new RefreshTokenReused(now, replayed.accountId(), replayed.sessionId(), device));
			this.ends.ended(replayed.accountId(), replayed.sessionId(), SessionEndReason.REFRESH_TOKEN_REUSE);
		}
		catch (RuntimeException ex) {
			throw new UntoldReplayException(replayed, ex);
		}
	}

	private void makeRoom(AccountId owner, List<LoginSession> live) {
		int surplus = live.size() + 1 - this.settings.maxPerAccount();
		if (surplus <= 0) {
			return;
		}
		if (this.settings.limitStrategy() == SessionLimitStrategy.REJECT) {
			throw new AuthException(AuthErrorCode.SESSION_LIMIT_REACHED,
					"The account has as many sessions as it may have.");
		}
		live.stream()
			.sorted(evictionOrder())
			.limit(surplus)
			.forEach((session) -> end(owner, session.id(), SessionEndReason.EVICTED_BY_NEWER_LOGIN));
	}

	private Comparator<LoginSession> evictionOrder() {
		return (this.settings.limitStrategy() == SessionLimitStrategy.EVICT_OLDEST)
				? Comparator.comparing(LoginSession::createdAt) : Comparator.comparing(LoginSession::lastUsedAt);
	}

	private void refreshed(LoginSession session, Device device, Instant now, boolean retried) {
		boolean deviceChanged = !Objects.equals(session.device().userAgent(), device.userAgent());
		this.events
			.publish(new SessionRefreshed(now, session.accountId(), session.id(), device, retried, deviceChanged));
	}

}
