package io.github.jwtauth.login;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEnded;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LogoutTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final AccountId id = this.auth.idOf(this.auth.register("ada@example.com"));

	@Test
	void refreshTokenEndsItsSessionAndNoOther() { // decision 8
		TokenPair here = this.auth.login("ada@example.com");
		TokenPair elsewhere = this.auth.login("ada@example.com");
		this.auth.logout.byRefreshToken(here.refreshToken());
		assertLoggedOut(here);
		assertThat(this.auth.refresh(elsewhere.refreshToken())).isNotNull();
		assertThat(this.auth.revoked.isRevoked(here.session().id(), this.id, this.auth.clock.instant())).isTrue();
		assertThat(this.auth.revoked.isRevoked(elsewhere.session().id(), this.id, this.auth.clock.instant())).isFalse();
	}

	@Test
	void oldTokenOfTheSessionWillDo() {
		TokenPair first = this.auth.login("ada@example.com");
		this.auth.refresh(first.refreshToken());
		this.auth.logout.byRefreshToken(first.refreshToken());
		assertLoggedOut(first);
	}

	@Test
	void accessTokenEndsItsSessionAndNoOther() {
		TokenPair here = this.auth.login("ada@example.com");
		TokenPair elsewhere = this.auth.login("ada@example.com");
		this.auth.logout.bySession(this.id, here.session().id());
		assertLoggedOut(here);
		assertThat(this.auth.refresh(elsewhere.refreshToken())).isNotNull();
	}

	@Test
	void sessionOfSomebodyElseGoesOn() {
		TokenPair tokens = this.auth.login("ada@example.com");
		AccountId stranger = this.auth.idOf(this.auth.register("bob@example.com"));
		this.auth.logout.bySession(stranger, tokens.session().id());
		assertThat(this.auth.refresh(tokens.refreshToken())).isNotNull();
	}

	@Test
	void logoutIsIdempotentAndToldOnce() {
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.logout.byRefreshToken(tokens.refreshToken());
		this.auth.logout.byRefreshToken(tokens.refreshToken());
		this.auth.logout.bySession(this.id, tokens.session().id());
		this.auth.logout.byRefreshToken(Secret.of("rubbish"));
		assertThat(this.auth.events.of(SessionEnded.class)).containsExactly(new SessionEnded(this.auth.clock.instant(),
				this.id, tokens.session().id(), SessionEndReason.LOGGED_OUT));
	}

	@Test
	void rolledBackLogoutRevokesNothingOnThisNode() {
		TokenPair tokens = this.auth.login("ada@example.com");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.auth.transactions.alone(() -> {
				this.auth.logout.byRefreshToken(tokens.refreshToken());
				throw new UnsupportedOperationException("the host changed its mind");
			}));
		assertThat(this.auth.revoked.size()).isZero();
		assertThat(this.auth.events.of(SessionEnded.class)).isEmpty();
		assertThat(this.auth.refresh(tokens.refreshToken())).isNotNull();
	}

	private void assertLoggedOut(TokenPair tokens) {
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(tokens.refreshToken()))
			.returns(SessionEndReason.LOGGED_OUT, SessionEndedException::reason);
	}

}
