package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.session.SessionLimitStrategy;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExternalLoginTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void somebodyAuthenticatedElsewhereGetsASession() { // decision 21
		TokenPair tokens = this.auth.externalLogin.open(this.id, List.of("fed", "mfa"), TestDevices.phone(), true);
		assertThat(tokens.session().amr()).containsExactly("fed", "mfa");
		assertThat(tokens.session().rememberMe()).isTrue();
		assertThat(this.auth.claimsOf(tokens).amr()).containsExactly("fed", "mfa");
		assertThat(this.auth.subjects.lastLoginAt(this.id)).contains(this.auth.clock.instant());
		assertThat(this.auth.refresh(tokens.refreshToken()).session().id()).isEqualTo(tokens.session().id());
		assertThat(this.auth.encoder.comparisons()).isZero();
	}

	@Test
	void sameGateAsAPasswordLogin() {
		assertRefused(new AccountId(UUID.randomUUID()), AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.save(this.account.withStatus(AccountStatus.LOCKED));
		assertRefused(this.id, AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		assertRefused(this.id, AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.save(this.account.withEmail(this.account.email(), false));
		assertRefused(this.id, AuthErrorCode.EMAIL_NOT_VERIFIED);
		this.auth.accounts.delete(this.account.key());
		assertRefused(this.id, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void sameCapAsAPasswordLogin() {
		TestJwtAuth limited = TestJwtAuth.with(new SessionSettings(Duration.ofDays(7), Duration.ofDays(14),
				Duration.ofDays(90), Duration.ofSeconds(30), 1, SessionLimitStrategy.REJECT));
		AccountId owner = limited.idOf(limited.register("ada@example.com"));
		limited.login("ada@example.com");
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> limited.externalLogin.open(owner, List.of("fed"), TestDevices.phone(), false))
			.returns(AuthErrorCode.SESSION_LIMIT_REACHED, AuthException::code);
	}

	@Test
	void credentialChangeUnderWayRefusesItAsWell() {
		TestJwtAuth[] racing = new TestJwtAuth[1];
		racing[0] = new TestJwtAuth(SessionSettings.defaults(), (candidate) -> {
			racing[0].changes.disabled(racing[0].idOf(candidate));
			return LoginDecision.ALLOWED;
		});
		AccountId owner = racing[0].idOf(racing[0].register("ada@example.com"));
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> racing[0].externalLogin.open(owner, List.of("fed"), TestDevices.phone(), false))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThat(racing[0].liveSessions(owner)).isZero();
	}

	@Test
	void sessionWithoutAMethodIsAMistakeOfTheCaller() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.auth.externalLogin.open(this.id, List.of(), TestDevices.phone(), false));
	}

	private void assertRefused(AccountId accountId, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.auth.externalLogin.open(accountId, List.of("fed"), TestDevices.phone(), false))
			.returns(code, AuthException::code);
	}

}
