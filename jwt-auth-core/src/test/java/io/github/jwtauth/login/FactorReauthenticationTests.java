package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.mfa.MfaFailed;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Whoever proves again who they are passes the same gates. */
class FactorReauthenticationTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	private final TokenPair session = this.auth.login(EMAIL);

	private final TestFactors.App app = this.auth.factors.enable(this.id);

	@Test
	void thePasswordAloneIsNotEnoughForASessionWithoutTheFactor() {
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class,
				() -> renew(TestJwtAuth.PASSWORD, null));
		assertThat(asked.token()).isNull();
		assertThat(asked.methods()).containsExactly("totp", "recovery_code");
		assertThat(this.auth.refresh(this.session.refreshToken())).isNotNull();
		assertThat(renew(TestJwtAuth.PASSWORD, this.app.code()).session().amr()).contains("pwd", "otp", "mfa");
	}

	@Test
	void aFactorThatWasProvenInTheSessionCountsBeforeItsTokensSaySo() {
		this.auth.whitelist.addProof(this.id, this.session.session().id(), List.of("otp", "mfa"));
		assertThat(renew(TestJwtAuth.PASSWORD, null).session().amr()).containsExactly("pwd", "otp", "mfa");
	}

	@Test
	void theWrongPasswordIsToldNothingOfTheFactor() {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> renew("not the password", this.app.code()))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThat(renew(TestJwtAuth.PASSWORD, this.app.code())).isNotNull();
	}

	@Test
	void theFactorAloneRenewsAndAgesLikeAnyProof() {
		this.auth.clock.advance(Duration.ofMinutes(6));
		TokenPair renewed = renew(null, this.app.code());
		assertThat(renewed.session().amr()).contains("otp", "mfa");
		assertThat(renewed.session().authenticatedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(renew(null, this.app.recoveryCode(0))).isNotNull();
		assertThat(this.auth.notices.all(NoticeKind.RECOVERY_CODE_USED)).hasSize(1);
		assertThat(renew(TestJwtAuth.PASSWORD, null)).isNotNull();
	}

	@Test
	void wrongAnswersAreBoundedOverAllSessionsAndChallenges() {
		MfaRequiredException open = catchThrowableOfType(MfaRequiredException.class, () -> this.auth.login(EMAIL));
		for (int i = 0; i < FactorBudget.GUESSES; i++) {
			assertThat(refusal(null, this.app.wrongCode())).contains(AuthErrorCode.INVALID_CODE);
		}
		assertThat(refusal(null, this.app.code())).contains(AuthErrorCode.TOO_MANY_ATTEMPTS);
		assertThat(refusal(TestJwtAuth.PASSWORD, this.app.code())).contains(AuthErrorCode.TOO_MANY_ATTEMPTS);
		TestFactorAttempts.assertVoid(this.auth, TestFactorAttempts.of(open, this.app.code()));
		assertThat(this.auth.events.of(MfaFailed.class)).filteredOn((failed) -> !failed.blocked())
			.hasSize(FactorBudget.GUESSES);
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).hasSize(1);
	}

	@Test
	void oneCodeRenewsOnce() {
		FactorResponse code = this.app.code();
		List<Optional<AuthErrorCode>> answers = TestRace.of(8, () -> refusal(null, code));
		assertThat(answers).containsOnlyOnce(Optional.empty())
			.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_CODE));
	}

	@Test
	void thePolicyIsAskedWithoutAPasswordToo() {
		this.auth.accounts.save(this.account.withStatus(AccountStatus.LOCKED));
		assertThat(refusal(null, this.app.code())).contains(AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.save(this.account);
		this.auth.changes.credentialsChanged(this.id);
		assertThat(refusal(null, this.app.code())).contains(AuthErrorCode.INVALID_TOKEN);
		this.auth.clock.advance(Duration.ofSeconds(30));
		this.auth.accounts.delete(this.account.key());
		assertThat(refusal(null, this.app.code())).contains(AuthErrorCode.INVALID_TOKEN);
	}

	@Test
	void aSessionThatLacksTheFactorItNeedsSetsItUp() {
		TestJwtAuth here = TestJwtAuth.with(new MfaSettings(MfaMode.OPTIONAL, Set.of("ADMIN"), Duration.ZERO, "shop"));
		Account owner = here.register(EMAIL);
		TokenPair before = here.login(EMAIL);
		here.accounts.save(owner.withRoles(Set.of("ADMIN")));
		MfaEnrollmentRequiredException needed = catchThrowableOfType(MfaEnrollmentRequiredException.class,
				() -> here.reauthentication.renew(new ReauthenticationAttempt(here.idOf(owner), before.session().id(),
						RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), null, TestDevices.laptop())));
		assertThat(here.enrollmentTokens.find(needed.token())).contains(here.idOf(owner));
	}

	@Test
	void whereItIsOffAnAnswerIsNone() {
		TestJwtAuth off = TestJwtAuth.with(new MfaSettings(MfaMode.DISABLED, Set.of(), Duration.ZERO, "shop"));
		AccountId owner = off.idOf(off.register(EMAIL));
		TokenPair before = off.login(EMAIL);
		TestFactors.App stored = off.factors.enable(owner);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> off.reauthentication.renew(new ReauthenticationAttempt(owner, before.session().id(), null,
					stored.code(), TestDevices.laptop())))
			.returns(AuthErrorCode.INVALID_CODE, AuthException::code);
	}

	@Test
	void nothingIsNoProof() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> renew(null, null));
	}

	private Optional<AuthErrorCode> refusal(@Nullable String password, @Nullable FactorResponse response) {
		try {
			renew(password, response);
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

	private TokenPair renew(@Nullable String password, @Nullable FactorResponse response) {
		RawPassword typed = (password != null) ? RawPassword.of(Secret.of(password), "password") : null;
		return this.auth.reauthentication.renew(new ReauthenticationAttempt(this.id, this.session.session().id(), typed,
				response, TestDevices.laptop()));
	}

}
