package io.github.jwtauth.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.Callable;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountChangesTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final AccountId id = this.auth.idOf(this.auth.register("ada@example.com"));

	@Test
	void changedCredentialEndsEverySession() {
		TokenPair one = this.auth.login("ada@example.com");
		TokenPair two = this.auth.login("ada@example.com");
		assertThat(this.auth.changes.credentialsChanged(this.id)).isEqualTo(2);
		assertEnded(one, SessionEndReason.PASSWORD_CHANGED);
		assertEnded(two, SessionEndReason.PASSWORD_CHANGED);
		assertThat(this.auth.events.of(SessionEnded.class)).hasSize(2);
		assertThat(this.auth.login("ada@example.com")).isNotNull();
	}

	@Test
	void disabledAccountLosesSessionsAndAccessTokens() {
		TokenPair tokens = this.auth.login("ada@example.com");
		assertThat(this.auth.changes.disabled(this.id)).isEqualTo(1);
		assertEnded(tokens, SessionEndReason.ACCOUNT_DISABLED);
		assertVoid(tokens);
	}

	@Test
	void deletedAccountLosesSessionsAndAccessTokens() {
		TokenPair tokens = this.auth.login("ada@example.com");
		assertThat(this.auth.changes.deleted(this.id)).isEqualTo(1);
		assertEnded(tokens, SessionEndReason.ACCOUNT_DELETED);
		assertVoid(tokens);
	}

	@Test
	void onlyAChangedCredentialCallsAPlannedDeletionOff() {
		Instant now = this.auth.clock.instant();
		this.auth.subjects.planDeletion(this.id, now);
		this.auth.changes.disabled(this.id);
		this.auth.changes.requirePasswordChange(this.id, true);
		assertThat(this.auth.subjects.isDueForDeletion(this.id, now)).isTrue();
		this.auth.changes.credentialsChanged(this.id);
		assertThat(this.auth.subjects.isDueForDeletion(this.id, now)).isFalse();
	}

	@Test
	void changedRolesVoidAccessTokensAndLeaveSessionsAlone() {
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.changes.rolesChanged(this.id);
		assertVoid(tokens);
		this.auth.clock.advance(Duration.ofSeconds(1));
		TokenPair fresh = this.auth.refresh(tokens.refreshToken());
		assertThat(isRevoked(fresh)).isFalse();
		assertThat(this.auth.login("ada@example.com")).isNotNull();
	}

	@Test
	void tokenMadeFromTheRolesOfBeforeIsVoidHoweverLongItsIssueTook() {
		AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {
		});
		TestJwtAuth slow = new TestJwtAuth(SessionSettings.defaults(), (account) -> {
			meanwhile.getAndSet(() -> {
			}).run();
			return LoginDecision.ALLOWED;
		});
		AccountId demoted = slow.idOf(slow.register("eve@example.com"));
		Runnable demotion = () -> {
			slow.clock.advance(Duration.ofSeconds(2));
			slow.changes.rolesChanged(demoted);
			slow.clock.advance(Duration.ofSeconds(2));
		};

		meanwhile.set(demotion);
		TokenPair login = slow.login("eve@example.com");
		assertThat(isRevoked(slow, login)).isTrue();
		meanwhile.set(demotion);
		TokenPair refreshed = slow.refresh(login.refreshToken());
		assertThat(isRevoked(slow, refreshed)).isTrue();
		slow.clock.advance(Duration.ofSeconds(1));
		assertThat(isRevoked(slow, slow.refresh(refreshed.refreshToken()))).isFalse();
	}

	@Test
	void unknownAccountIsNoError() {
		AccountId unknown = new AccountId(UUID.randomUUID());
		assertThat(this.auth.changes.credentialsChanged(unknown)).isZero();
		assertThat(this.auth.changes.disabled(unknown)).isZero();
		assertThat(this.auth.changes.deleted(unknown)).isZero();
		this.auth.changes.rolesChanged(unknown);
		assertThat(this.auth.revoked.size()).isZero();
	}

	@Test
	void changeCommitsOrVanishesWithTheHosts() {
		TokenPair tokens = this.auth.login("ada@example.com");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.auth.transactions.alone(() -> {
				this.auth.changes.disabled(this.id);
				throw new UnsupportedOperationException("the host changed its mind");
			}));
		assertThat(isRevoked(tokens)).isFalse();
		assertThat(this.auth.refresh(tokens.refreshToken())).isNotNull();
	}

	@Test
	void otherAccountsAreNotTouched() {
		this.auth.register("bob@example.com");
		TokenPair bobs = this.auth.login("bob@example.com");
		this.auth.changes.deleted(this.id);
		assertThat(isRevoked(bobs)).isFalse();
		assertThat(this.auth.refresh(bobs.refreshToken())).isNotNull();
	}

	@Test
	void changeThatRacesRefreshesLeavesNothingLive() {
		for (int round = 0; round < 10; round++) {
			TokenPair tokens = this.auth.login("ada@example.com");
			Callable<Object> refresh = () -> orRefused(() -> this.auth.refresh(tokens.refreshToken()));
			TestRace.between(
					List.<Callable<Object>>of(refresh, refresh, () -> this.auth.changes.credentialsChanged(this.id)));
			assertThat(this.auth.liveSessions(this.id)).isZero();
		}
	}

	private static Object orRefused(Callable<Object> work) throws Exception {
		try {
			return work.call();
		}
		catch (AuthException ex) {
			return ex;
		}
	}

	private void assertEnded(TokenPair tokens, SessionEndReason reason) {
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(tokens.refreshToken()))
			.returns(reason, SessionEndedException::reason);
	}

	private void assertVoid(TokenPair tokens) {
		assertThat(isRevoked(tokens)).isTrue();
		assertThat(this.auth.subjects.voidedWithin(Duration.ofMinutes(1))).containsOnlyKeys(this.id);
	}

	private boolean isRevoked(TokenPair tokens) {
		return isRevoked(this.auth, tokens);
	}

	private static boolean isRevoked(TestJwtAuth auth, TokenPair tokens) {
		Instant issuedAt = tokens.accessToken().issuedAt();
		return auth.revoked.isRevoked(tokens.session().id(), tokens.account().id(), issuedAt);
	}

}
