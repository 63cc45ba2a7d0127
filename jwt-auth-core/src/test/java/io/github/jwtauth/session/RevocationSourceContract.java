package io.github.jwtauth.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.SubjectStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link RevocationSource} promises, for every implementation over a
 * {@link SessionStore} and a {@link SubjectStore}.
 */
public abstract class RevocationSourceContract {

	private static final Duration MINUTE = Duration.ofSeconds(60);

	private final RandomBytes random = RandomBytes.secure();

	/**
	 * The source under test.
	 * @return the same one during a test; nothing is recorded when the test begins
	 */
	protected abstract RevocationSource source();

	/**
	 * Where sessions end.
	 * @return the store that the source reads
	 */
	protected abstract SessionStore sessions();

	/**
	 * Where access tokens are voided.
	 * @return the store that the source reads
	 */
	protected abstract SubjectStore subjects();

	/**
	 * Runs calls of the stores in one transaction. Override it where they need one.
	 * @param <T> what the work returns
	 * @param work calls of the stores
	 * @return what the work returned, after the commit
	 */
	protected <T> T inTransaction(Supplier<? extends T> work) {
		return work.get();
	}

	@Test
	void endedSessionsAreReadAndLiveOnesAreNot() {
		AccountId owner = newAccount();
		SessionId live = open(owner);
		SessionId ended = open(owner);
		SessionId alsoEnded = open(owner);
		inTransaction(() -> sessions().end(ended, owner, SessionEndReason.LOGGED_OUT));
		inTransaction(() -> sessions().end(alsoEnded, owner, SessionEndReason.REVOKED_BY_ADMIN));
		assertThat(read().endedSessions()).containsExactlyInAnyOrder(ended, alsoEnded).doesNotContain(live);
	}

	@Test
	void sessionsThatReplaysEndedAreRead() {
		AccountId owner = newAccount();
		Salt salt = Salt.random(this.random);
		SessionId id = open(owner, salt);
		Instant now = Instant.now();
		for (int i = 0; i < 2; i++) {
			RotationRequest request = new RotationRequest(id, 0, salt.hash(), now, Duration.ZERO,
					now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(14)));
			inTransaction(() -> sessions().rotate(request));
		}
		assertThat(read().endedSessions()).containsExactly(id);
	}

	@Test
	void changedAccountsAreReadWithTheLatestInstant() {
		AccountId changed = newAccount();
		AccountId unchanged = newAccount();
		Instant until = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		inTransaction(() -> subjects().voidAccessTokens(changed, until.minusSeconds(5)));
		inTransaction(() -> subjects().voidAccessTokens(changed, until));
		inTransaction(() -> subjects().voidAccessTokens(changed, until.minusSeconds(9)));
		assertThat(read().changedAccounts()).isEqualTo(Map.of(changed, until)).doesNotContainKey(unchanged);
	}

	@Test
	void nothingIsReadWhenNothingHappened() {
		open(newAccount());
		assertThat(read().endedSessions()).isEmpty();
		assertThat(read().changedAccounts()).isEmpty();
	}

	private RevocationSource.Revocations read() {
		return inTransaction(() -> source().within(MINUTE));
	}

	private AccountId newAccount() {
		return inTransaction(() -> subjects().subjectOf(UUID.randomUUID().toString())).id();
	}

	private SessionId open(AccountId owner) {
		return open(owner, Salt.random(this.random));
	}

	private SessionId open(AccountId owner, Salt salt) {
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		LoginSession session = new LoginSession(SessionId.random(this.random), owner, TestDevices.laptop(),
				List.of("pwd"), now, false, now, now, now.plus(Duration.ofDays(7)), now.plus(Duration.ofDays(90)));
		return inTransaction(() -> {
			sessions().insert(session, salt.hash());
			return session.id();
		});
	}

}
