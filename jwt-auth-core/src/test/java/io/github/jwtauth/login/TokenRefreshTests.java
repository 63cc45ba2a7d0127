package io.github.jwtauth.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.session.RefreshTokenReused;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionLimitStrategy;
import io.github.jwtauth.session.SessionRefreshed;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TokenRefreshTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void refreshGivesTheSuccessorAndAFreshAccessTokenOfTheSameSession() {
		TokenPair first = this.auth.login("ada@example.com");
		this.auth.clock.advance(Duration.ofMinutes(10));
		TokenPair second = this.auth.refresh(first.refreshToken());
		assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
		assertThat(second.accessToken().value()).isNotEqualTo(first.accessToken().value());
		assertThat(second.session().id()).isEqualTo(first.session().id());
		assertThat(this.auth.claimsOf(second).subject()).isEqualTo(this.id.toString());
		assertThat(this.auth.claimsOf(second).sessionId()).isEqualTo(first.session().id().toString());
	}

	@Test
	void refreshedTokenTellsWhenTheOwnerProvedWhoTheyAreNotWhenItWasRefreshed() {
		TokenPair first = this.auth.login("ada@example.com");
		this.auth.clock.advance(Duration.ofMinutes(10));
		TokenPair second = this.auth.refresh(first.refreshToken());
		assertThat(this.auth.claimsOf(second).authenticatedAt()).isEqualTo(this.auth.claimsOf(first).authenticatedAt());
		assertThat(this.auth.claimsOf(second).issuedAt())
			.isEqualTo(this.auth.claimsOf(first).issuedAt().plus(Duration.ofMinutes(10)));
	}

	@Test
	void replayedTokenEndsTheWholeSession() {
		TokenPair first = this.auth.login("ada@example.com");
		TokenPair second = this.auth.refresh(first.refreshToken());
		TokenPair third = this.auth.refresh(second.refreshToken());
		assertEnded(first.refreshToken(), SessionEndReason.REFRESH_TOKEN_REUSE);
		assertEnded(third.refreshToken(), SessionEndReason.REFRESH_TOKEN_REUSE);
		assertThat(this.auth.liveSessions(this.id)).isZero();
		assertThat(this.auth.revoked.isRevoked(first.session().id(), this.id, this.auth.clock.instant())).isTrue();
	}

	@Test
	void replayRaisesOneAlarmHoweverOftenItIsRepeated() {
		TokenPair first = this.auth.login("ada@example.com");
		this.auth.refresh(first.refreshToken());
		this.auth.clock.advance(Duration.ofSeconds(31));
		for (int i = 0; i < 3; i++) {
			assertEnded(first.refreshToken(), SessionEndReason.REFRESH_TOKEN_REUSE);
		}
		assertThat(this.auth.events.of(RefreshTokenReused.class)).singleElement()
			.satisfies((event) -> assertThat(event.sessionId()).isEqualTo(first.session().id()))
			.satisfies((event) -> assertThat(event.accountId()).isEqualTo(this.id))
			.satisfies((event) -> assertThat(event.device()).isEqualTo(TestDevices.laptop()));
		assertThat(this.auth.events.of(SessionEnded.class)).singleElement()
			.satisfies((event) -> assertThat(event.reason()).isEqualTo(SessionEndReason.REFRESH_TOKEN_REUSE));
	}

	@Test
	void replayEndsOneSessionAndNotTheOthers() {
		TokenPair stolen = this.auth.login("ada@example.com");
		TokenPair other = this.auth.login("ada@example.com");
		this.auth.refresh(stolen.refreshToken());
		this.auth.clock.advance(Duration.ofSeconds(31));
		assertEnded(stolen.refreshToken(), SessionEndReason.REFRESH_TOKEN_REUSE);
		assertThat(this.auth.refresh(other.refreshToken()).session().id()).isEqualTo(other.session().id());
	}

	@Test
	void lostAnswerIsGivenAgainByteByByte() {
		TokenPair first = this.auth.login("ada@example.com");
		Secret successor = this.auth.refresh(first.refreshToken()).refreshToken();
		this.auth.clock.advance(Duration.ofSeconds(29));
		assertThat(this.auth.refresh(first.refreshToken()).refreshToken()).isEqualTo(successor);
		this.auth.clock.advance(Duration.ofSeconds(2));
		assertEnded(first.refreshToken(), SessionEndReason.REFRESH_TOKEN_REUSE);
	}

	@Test
	void manyTabsAllGetTheSameSuccessor() {
		TokenPair first = this.auth.login("ada@example.com");
		List<TokenPair> answers = TestRace.of(20, () -> this.auth.refresh(first.refreshToken()));
		assertThat(answers).extracting(TokenPair::refreshToken).containsOnly(answers.get(0).refreshToken());
		assertThat(this.auth.events.of(SessionRefreshed.class)).filteredOn((event) -> !event.retried()).hasSize(1);
		assertThat(this.auth.refresh(answers.get(0).refreshToken()).refreshToken())
			.isNotEqualTo(answers.get(0).refreshToken());
	}

	@Test
	void thiefWithinTheWindowIsFoundOutWithinOneRotation() {
		TokenPair first = this.auth.login("ada@example.com");
		Secret victims = this.auth.refresh(first.refreshToken()).refreshToken();
		this.auth.clock.advance(Duration.ofSeconds(9));
		Secret thiefs = this.auth.refresh(first.refreshToken()).refreshToken();
		assertThat(thiefs).isEqualTo(victims);
		this.auth.clock.advance(Duration.ofMinutes(10));
		this.auth.refresh(thiefs);
		this.auth.clock.advance(Duration.ofMinutes(10));
		assertEnded(victims, SessionEndReason.REFRESH_TOKEN_REUSE);
	}

	@Test
	void thiefWhoComesFirstIsFoundOutByTheVictim() {
		TokenPair first = this.auth.login("ada@example.com");
		Secret thiefs = this.auth.refresh(first.refreshToken()).refreshToken();
		this.auth.clock.advance(Duration.ofMinutes(1));
		assertEnded(first.refreshToken(), SessionEndReason.REFRESH_TOKEN_REUSE);
		assertEnded(thiefs, SessionEndReason.REFRESH_TOKEN_REUSE);
	}

	@Test
	void forgedTokenIsRefusedWithoutATransaction() {
		String genuine = this.auth.login("ada@example.com").refreshToken().reveal();
		char other = (genuine.charAt(60) != 'A') ? 'A' : 'B';
		Secret forged = Secret.of(genuine.substring(0, 60) + other + genuine.substring(61));
		this.auth.transactions.alone(() -> {
			assertRefused(forged, AuthErrorCode.INVALID_REFRESH_TOKEN);
			return true;
		});
	}

	@Test
	void refreshInsideATransactionIsAMistake() { // decision 2
		Secret token = this.auth.login("ada@example.com").refreshToken();
		assertThatIllegalStateException()
			.isThrownBy(() -> this.auth.transactions.alone(() -> this.auth.refresh(token)));
		assertThat(this.auth.refresh(token)).isNotNull();
	}

	@Test
	void idleSessionEnds() {
		TokenPair first = this.auth.login("ada@example.com");
		this.auth.clock.advance(Duration.ofDays(7));
		assertEnded(first.refreshToken(), SessionEndReason.IDLE_TIMEOUT);
	}

	@Test
	void sessionEndsAbsolutelyHoweverOftenItIsUsed() {
		TokenPair tokens = this.auth.login("ada@example.com");
		Instant end = tokens.session().absoluteExpiresAt();
		for (int day = 1; day < 90; day++) {
			this.auth.clock.advance(Duration.ofDays(1));
			tokens = this.auth.refresh(tokens.refreshToken());
		}
		this.auth.clock.advance(Duration.ofDays(1).minusMinutes(2));
		tokens = this.auth.refresh(tokens.refreshToken());
		assertThat(tokens.accessToken().expiresAt()).isBeforeOrEqualTo(end).isAfter(end.minusSeconds(1));
		assertThat(tokens.session().idleExpiresAt()).isEqualTo(end);
		this.auth.clock.advance(Duration.ofMinutes(2));
		assertEnded(tokens.refreshToken(), SessionEndReason.ABSOLUTE_TIMEOUT);
	}

	@Test
	void otherDeviceIsASignalAndNoRefusal() {
		TokenPair tokens = this.auth.login("ada@example.com");
		TokenPair same = this.auth.refresh(tokens.refreshToken());
		this.auth.refresh.refresh(same.refreshToken(), TestDevices.phone());
		assertThat(this.auth.events.of(SessionRefreshed.class)).extracting(SessionRefreshed::deviceChanged)
			.containsExactly(false, true);
		assertThat(this.auth.events.of(SessionRefreshed.class)).extracting(SessionRefreshed::device)
			.containsExactly(TestDevices.laptop(), TestDevices.phone());
	}

	@Test
	void strictWindowGivesNothingTwice() {
		TestJwtAuth strict = TestJwtAuth.with(new SessionSettings(Duration.ofDays(7), Duration.ofDays(14),
				Duration.ofDays(90), Duration.ZERO, 20, SessionLimitStrategy.EVICT_OLDEST));
		strict.register("ada@example.com");
		Secret token = strict.login("ada@example.com").refreshToken();
		strict.refresh(token);
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> strict.refresh(token))
			.returns(SessionEndReason.REFRESH_TOKEN_REUSE, SessionEndedException::reason);
	}

	@Test
	void clockThatRunsBackIsNoReplay() {
		TokenPair first = this.auth.login("ada@example.com");
		this.auth.clock.advance(Duration.ofSeconds(-60));
		TokenPair second = this.auth.refresh(first.refreshToken());
		this.auth.clock.advance(Duration.ofSeconds(-60));
		assertThat(this.auth.refresh(first.refreshToken()).refreshToken()).isEqualTo(second.refreshToken());
	}

	private void assertEnded(Secret token, SessionEndReason reason) {
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> this.auth.refresh(token))
			.returns(reason, SessionEndedException::reason)
			.returns(AuthErrorCode.SESSION_ENDED, SessionEndedException::code);
	}

	private void assertRefused(Secret token, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.refresh(token))
			.returns(code, AuthException::code);
	}

}
