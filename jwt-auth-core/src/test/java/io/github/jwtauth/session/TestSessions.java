package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;

/**
 * The hooks of {@link SessionStoreContract} and the words that its tests are written in.
 * {@link #store()} must be implemented; the other hooks have defaults.
 */
public abstract class TestSessions {

	/** A rotation's answer may have been lost for that long. */
	static final Duration WINDOW = Duration.ofSeconds(30);

	/** The window of {@code retry-window=0}. */
	static final Duration STRICT = Duration.ZERO;

	static final Duration IDLE = Duration.ofDays(7);

	static final Duration REMEMBERED = Duration.ofDays(14);

	static final Duration ABSOLUTE = Duration.ofDays(90);

	/**
	 * The true present, because some methods take the time from the database; in whole
	 * seconds, which every database can keep.
	 */
	final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final RandomBytes random = RandomBytes.secure();

	/**
	 * The store under test.
	 * @return the same one whenever it is asked during a test, empty when the test begins
	 */
	protected abstract SessionStore store();

	/**
	 * Runs calls of the store in one READ COMMITTED transaction, tried again after a
	 * serialization failure as {@code Transactions.alone} does. The tests make every call
	 * inside it, from up to 50 threads at once. Override it where the store needs
	 * transactions.
	 * @param <T> what the work returns
	 * @param work calls of the store
	 * @return what the work returned, after the commit
	 */
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return work.get();
	}

	/**
	 * An account that sessions can belong to. Override it where a foreign key wants a
	 * subject to exist.
	 * @return another one each time
	 */
	protected AccountId newAccount() {
		return new AccountId(UUID.randomUUID());
	}

	/** A session that was opened now, not yet stored. */
	final LoginSession sessionOf(AccountId owner) {
		return new LoginSession(SessionId.random(this.random), owner, TestDevices.laptop(), List.of("pwd"), this.now,
				false, this.now, this.now, this.now.plus(IDLE), this.now.plus(ABSOLUTE));
	}

	/** The same session, opened and used at another time. */
	static LoginSession openedAt(LoginSession session, Instant at) {
		return new LoginSession(session.id(), session.accountId(), session.device(), session.amr(), at,
				session.rememberMe(), at, at, at.plus(IDLE), at.plus(ABSOLUTE));
	}

	/** The same session with other ends. */
	static LoginSession ending(LoginSession session, Instant idle, Instant absolute) {
		return new LoginSession(session.id(), session.accountId(), session.device(), session.amr(),
				session.authenticatedAt(), session.rememberMe(), session.createdAt(), session.lastUsedAt(), idle,
				absolute);
	}

	/** Opens a session of some account. */
	final RefreshToken open() {
		return open(newAccount());
	}

	/** Opens a session and answers its first token. */
	final RefreshToken open(AccountId owner) {
		return open(sessionOf(owner));
	}

	final RefreshToken open(LoginSession session) {
		Salt salt = Salt.random(this.random);
		inTransaction(() -> {
			store().insert(session, salt.hash());
			return true;
		});
		return new RefreshToken(session.id(), 0, salt);
	}

	/** Another salt than that of the token. */
	final RefreshToken withOtherSalt(RefreshToken token) {
		return new RefreshToken(token.sessionId(), token.generation(), Salt.random(this.random));
	}

	final Salt newSalt() {
		return Salt.random(this.random);
	}

	/** Presents a token at an instant, with a window of 30 seconds. */
	final Rotation rotate(RefreshToken token, Instant at) {
		return rotate(token, at, WINDOW);
	}

	final Rotation rotate(RefreshToken token, Instant at, Duration window) {
		RotationRequest request = new RotationRequest(token.sessionId(), token.generation(), token.salt().hash(), at,
				window, at.plus(IDLE), at.plus(REMEMBERED));
		return inTransaction(() -> store().rotate(request));
	}

	final boolean end(RefreshToken token, AccountId owner, SessionEndReason reason) {
		return inTransaction(() -> store().end(token.sessionId(), owner, reason));
	}

	final boolean isLive(RefreshToken token, Instant at) {
		return inTransaction(() -> store().findLive(token.sessionId(), at)).isPresent();
	}

	final int purge(Instant at, int limit) {
		return inTransaction(() -> store().purge(at, limit));
	}

	final Optional<LoginSession> findLive(LoginSession session, Instant at) {
		return inTransaction(() -> store().findLive(session.id(), at));
	}

	final Optional<SessionStore.Renewed> renew(RefreshToken token, AccountId owner, Salt salt) {
		return inTransaction(() -> store()
			.renew(new SessionStore.Renewal(token.sessionId(), owner, salt.hash(), List.of("pwd"), this.now)));
	}

	final Optional<AccountId> endByToken(RefreshToken token, SessionEndReason reason) {
		return inTransaction(() -> store().endByToken(token.sessionId(), token.salt().hash(), reason));
	}

	static Rotation.Rejected rejected() {
		return new Rotation.Rejected(Optional.empty());
	}

	static Rotation.Rejected rejected(SessionEndReason reason) {
		return new Rotation.Rejected(Optional.of(reason));
	}

}
