package io.github.jwtauth.login;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.SessionId;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.InvalidRefreshTokenException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReauthenticationTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	private final TokenPair before = this.auth.login(EMAIL);

	@Test
	void theSessionGoesOnWithANewAuthTimeAndNewTokens() {
		Freshness freshness = new Freshness(Duration.ofMinutes(5), this.auth.clock);
		this.auth.clock.advance(Duration.ofMinutes(6));
		TokenPair refreshed = this.auth.refresh(this.before.refreshToken());
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> freshness.require(this.auth.claimsOf(refreshed).authenticatedAt()))
			.returns(AuthErrorCode.REAUTHENTICATION_REQUIRED, AuthException::code);

		TokenPair renewed = renew(TestJwtAuth.PASSWORD);
		freshness.require(this.auth.claimsOf(renewed).authenticatedAt());
		assertThat(renewed.session().id()).isEqualTo(this.before.session().id());
		assertThat(this.auth.events.of(Reauthenticated.class)).hasSize(1);
		assertThat(this.auth.claimsOf(this.auth.refresh(renewed.refreshToken())).authenticatedAt())
			.isEqualTo(this.auth.claimsOf(renewed).authenticatedAt());
		assertThatExceptionOfType(InvalidRefreshTokenException.class)
			.isThrownBy(() -> this.auth.refresh(refreshed.refreshToken()));
	}

	@Test
	void aPasswordMakesNoSecondFactorYounger() {
		TokenPair mine = this.auth.externalLogin.open(this.id, List.of("pwd", "otp", "mfa"), TestDevices.laptop(),
				false);
		Instant login = this.auth.clock.instant();
		this.auth.clock.advance(Duration.ofMinutes(6));
		TokenPair renewed = this.auth.reauthentication.renew(new ReauthenticationAttempt(this.id, mine.session().id(),
				RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), null, TestDevices.laptop()));

		assertThat(this.auth.claimsOf(renewed).amr()).containsExactly("pwd", "otp", "mfa");
		assertThat(this.auth.claimsOf(renewed).authenticatedAt())
			.isEqualTo(this.auth.clock.instant().truncatedTo(ChronoUnit.SECONDS));
		long earlier = login.getEpochSecond();
		assertThat(this.auth.claimsOf(renewed).amrTimes()).isEqualTo(Map.of("otp", earlier, "mfa", earlier));
		assertThat(this.auth.claimsOf(this.auth.refresh(renewed.refreshToken())).amrTimes())
			.isEqualTo(Map.of("otp", earlier, "mfa", earlier));
		assertThat(this.auth.claimsOf(this.before).amrTimes()).isEmpty();
	}

	@Test
	void aWrongPasswordIsAFailedLogin() { // decision 24
		assertRefused("not the password", AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.events.of(LoginFailed.class)).singleElement()
			.returns(this.id, LoginFailed::accountId)
			.returns(LoginFailed.Reason.WRONG_PASSWORD, LoginFailed::reason);
		assertThat(this.auth.refresh(this.before.refreshToken())).isNotNull();
	}

	@Test
	void somebodyElsesPasswordIsWrong() {
		this.auth.register("eve@example.com");
		Account swapped = this.account.withEmail(null, false).withUsername("eve.at.home");
		this.auth.accounts.save(swapped);
		assertThat(renew(TestJwtAuth.PASSWORD).account().id()).isEqualTo(this.id);
		this.auth.accounts.save(swapped.withUsername(null));
		assertRefused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
	}

	@Test
	void anAccountWithoutAPasswordGetsTheSameAnswer() {
		this.auth.accounts.save(this.account.withPasswordHash(null));
		assertRefused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
	}

	@Test
	void thePolicyIsAskedAsForALogin() {
		this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		assertRefused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.save(this.account.withEmail(this.account.email(), false));
		assertRefused(TestJwtAuth.PASSWORD, AuthErrorCode.EMAIL_NOT_VERIFIED);
		this.auth.accounts.delete(this.account.key());
		assertRefused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_TOKEN);
	}

	@Test
	void aSessionThatHasEndedOrIsSomebodyElsesIsNotRenewed() {
		this.auth.register("eve@example.com");
		SessionId other = this.auth.login("eve@example.com").session().id();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.auth.reauthentication.renew(attempt(other, TestJwtAuth.PASSWORD)))
			.returns(AuthErrorCode.INVALID_TOKEN, AuthException::code);
		this.auth.devices.endAll(this.id, Optional.empty());
		assertRefused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_TOKEN);
		assertThat(this.auth.events.of(Reauthenticated.class)).isEmpty();
	}

	@Test
	void aPasswordThatIsChangedMeanwhileVoidsIt() {
		StoredPasswords stored = new StoredPasswords(this.auth.lookup, this.auth.passwords);
		Reauthentication slow = this.auth.reauthenticationThrough((identifier, password) -> {
			PasswordVerdict verdict = stored.check(identifier, password);
			this.auth.changes.credentialsChanged(this.id);
			return verdict;
		});
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> slow.renew(attempt(this.before.session().id(), TestJwtAuth.PASSWORD)))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	private void assertRefused(String password, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> renew(password))
			.returns(code, AuthException::code);
	}

	private TokenPair renew(String password) {
		return this.auth.reauthentication.renew(attempt(this.before.session().id(), password));
	}

	private ReauthenticationAttempt attempt(SessionId session, String password) {
		return new ReauthenticationAttempt(this.id, session, RawPassword.of(Secret.of(password), "password"), null,
				TestDevices.laptop());
	}

}
