package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.session.LoginSession;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionLimitStrategy;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How many sessions an account may have (requirement R-48).
 */
class SessionCapTests {

	@Test
	void oldestSessionMakesRoom() {
		TestJwtAuth auth = limitedTo(2, SessionLimitStrategy.EVICT_OLDEST);
		TokenPair first = login(auth);
		TokenPair second = login(auth);
		auth.refresh(first.refreshToken());
		TokenPair third = login(auth);
		assertLive(auth, second, third);
		assertEvicted(auth, first);
	}

	@Test
	void leastRecentlyUsedSessionMakesRoom() {
		TestJwtAuth auth = limitedTo(2, SessionLimitStrategy.EVICT_LEAST_RECENTLY_USED);
		TokenPair first = login(auth);
		TokenPair second = login(auth);
		auth.refresh(first.refreshToken());
		TokenPair third = login(auth);
		assertLive(auth, first, third);
		assertEvicted(auth, second);
	}

	@Test
	void newLoginIsRefusedAndLeavesNoTrace() {
		TestJwtAuth auth = limitedTo(2, SessionLimitStrategy.REJECT);
		TokenPair first = login(auth);
		TokenPair second = login(auth);
		Account account = auth.accounts.findByIdentifier("ada@example.com").orElseThrow();
		Secret old = Secret.of("{test-old}" + TestJwtAuth.PASSWORD);
		auth.accounts.save(account.withPasswordHash(old));
		int events = auth.events.all().size();
		auth.clock.advance(Duration.ofMinutes(1));
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> auth.login("ada@example.com"))
			.returns(AuthErrorCode.SESSION_LIMIT_REACHED, AuthException::code);
		assertLive(auth, first, second);
		assertThat(auth.events.all()).hasSize(events);
		assertThat(auth.subjects.lastLoginAt(first.account().id())).contains(second.session().createdAt());
		assertThat(auth.accounts.findByKey(account.key())).map(Account::passwordHash).contains(old);
	}

	@Test
	void sessionThatIdledOutOrEndedTakesNoRoom() {
		TestJwtAuth auth = limitedTo(2, SessionLimitStrategy.REJECT);
		login(auth);
		login(auth);
		auth.clock.advance(Duration.ofDays(7));
		TokenPair third = login(auth);
		TokenPair fourth = login(auth);
		auth.logout.byRefreshToken(third.refreshToken());
		TokenPair fifth = login(auth);
		assertLive(auth, fourth, fifth);
	}

	@Test
	void sessionThatIsReplacedTakesNoRoom() {
		TestJwtAuth auth = limitedTo(1, SessionLimitStrategy.REJECT);
		TokenPair first = login(auth);
		LoginAttempt plain = TestJwtAuth.attempt("ada@example.com", TestJwtAuth.PASSWORD);
		TokenPair second = auth.login
			.login(new LoginAttempt(plain.identifier(), plain.password(), plain.device(), false, first.refreshToken()));
		assertLive(auth, second);
	}

	@Test
	void everyFurtherLoginEvictsOne() {
		TestJwtAuth auth = limitedTo(3, SessionLimitStrategy.EVICT_OLDEST);
		for (int i = 0; i < 9; i++) {
			login(auth);
		}
		assertThat(auth.liveSessions(auth.subjects.subjectOf(key(auth)).id())).isEqualTo(3);
		assertThat(auth.events.of(SessionEnded.class)).extracting(SessionEnded::reason)
			.containsOnly(SessionEndReason.EVICTED_BY_NEWER_LOGIN)
			.hasSize(6);
	}

	@Test
	void parallelLoginsCountEachOther() {
		for (SessionLimitStrategy strategy : SessionLimitStrategy.values()) {
			TestJwtAuth auth = limitedTo(5, strategy);
			AccountId id = auth.subjects.subjectOf(key(auth)).id();
			TestRace.of(30, () -> {
				try {
					return auth.login("ada@example.com");
				}
				catch (AuthException ex) {
					return ex;
				}
			});
			assertThat(auth.liveSessions(id)).isEqualTo(5);
		}
	}

	private static TestJwtAuth limitedTo(int sessions, SessionLimitStrategy strategy) {
		TestJwtAuth auth = TestJwtAuth.with(new SessionSettings(Duration.ofDays(7), Duration.ofDays(14),
				Duration.ofDays(90), Duration.ofSeconds(30), sessions, strategy));
		auth.register("ada@example.com");
		return auth;
	}

	private static TokenPair login(TestJwtAuth auth) {
		auth.clock.advance(Duration.ofMinutes(1));
		TokenPair tokens = auth.login("ada@example.com");
		auth.clock.advance(Duration.ofMinutes(1));
		return tokens;
	}

	private static String key(TestJwtAuth auth) {
		return auth.accounts.findByIdentifier("ada@example.com").orElseThrow().key();
	}

	private static void assertLive(TestJwtAuth auth, TokenPair... expected) {
		List<SessionId> ids = List.of(expected).stream().map((tokens) -> tokens.session().id()).toList();
		assertThat(auth.sessions.findLive(expected[0].account().id(), auth.clock.instant()))
			.extracting(LoginSession::id)
			.containsExactlyElementsOf(ids);
	}

	private static void assertEvicted(TestJwtAuth auth, TokenPair evicted) {
		assertThat(auth.events.of(SessionEnded.class)).singleElement()
			.satisfies((event) -> assertThat(event.sessionId()).isEqualTo(evicted.session().id()))
			.satisfies((event) -> assertThat(event.reason()).isEqualTo(SessionEndReason.EVICTED_BY_NEWER_LOGIN));
		assertThat(auth.revoked.isRevoked(evicted.session().id(), evicted.account().id(), auth.clock.instant()))
			.isTrue();
	}

}
