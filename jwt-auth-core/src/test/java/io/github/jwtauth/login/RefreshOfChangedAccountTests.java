package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionRefreshed;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The account is read again at every refresh, and the policy is asked again.
 */
class RefreshOfChangedAccountTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void rolesAreReadAgainAtEveryRefresh() { // R-49
		this.auth.accounts.save(this.account.withRoles(List.of("ADMIN", "USER")));
		TokenPair first = this.auth.login("ada@example.com");
		assertThat(this.auth.claimsOf(first).roles()).containsExactly("ADMIN", "USER");
		this.auth.accounts.save(this.account.withRoles(List.of("USER")));
		TokenPair second = this.auth.refresh(first.refreshToken());
		assertThat(this.auth.claimsOf(second).roles()).containsExactly("USER");
		this.auth.accounts.save(this.account.withRoles(List.of()));
		assertThat(this.auth.claimsOf(this.auth.refresh(first.refreshToken())).roles()).isEmpty();
	}

	@Test
	void closedAccountEndsTheSession() { // R-15, R-43, X-37
		for (AccountStatus status : List.of(AccountStatus.DISABLED, AccountStatus.LOCKED)) {
			this.auth.accounts.save(this.account);
			TokenPair tokens = this.auth.login("ada@example.com");
			this.auth.accounts.save(this.account.withStatus(status));
			assertEnded(tokens.refreshToken(), SessionEndReason.ACCOUNT_DISABLED);
			assertThat(this.auth.liveSessions(this.id)).isZero();
		}
	}

	@Test
	void closedAccountIsNoticedAtARetryAsWell() {
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.refresh(tokens.refreshToken());
		this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		assertEnded(tokens.refreshToken(), SessionEndReason.ACCOUNT_DISABLED);
	}

	@Test
	void deletedAccountEndsTheSession() { // R-43, X-37
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.accounts.delete(this.account.key());
		assertEnded(tokens.refreshToken(), SessionEndReason.ACCOUNT_DELETED);
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void unprovenAddressIsToldAndTheTokenStaysAsItWas() { // R-15
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.accounts.save(this.account.withEmail(this.account.email(), false));
		assertRefused(tokens.refreshToken(), AuthErrorCode.EMAIL_NOT_VERIFIED);
		assertThat(this.auth.events.of(SessionRefreshed.class)).isEmpty();
		this.auth.clock.advance(Duration.ofMinutes(5));
		this.auth.accounts.save(this.account);
		assertThat(this.auth.refresh(tokens.refreshToken()).session().id()).isEqualTo(tokens.session().id());
	}

	@Test
	void tooManyRolesRefuseTheTokenAndLeaveTheSessionAlone() { // R-60
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.accounts
			.save(this.account.withRoles(IntStream.range(0, 51).mapToObj((number) -> "R" + number).toList()));
		assertRefused(tokens.refreshToken(), AuthErrorCode.TOKEN_TOO_LARGE);
		this.auth.clock.advance(Duration.ofMinutes(5));
		this.auth.accounts.save(this.account);
		assertThat(this.auth.refresh(tokens.refreshToken())).isNotNull();
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
