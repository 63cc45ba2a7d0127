package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.mfa.FactorResponse;
import io.github.jwtauth.mfa.MfaFailed;
import io.github.jwtauth.mfa.RecoveryCodeUsed;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.FactorBudget;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Challenges are bound, short, and answered once. */
class FactorLoginTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	private final TestFactors.App app = this.auth.factors.enable(this.id);

	@Test
	void theSessionIsWhatTheLoginAskedFor() {
		TokenPair before = this.auth.externalLogin.open(this.id, List.of("fed", "mfa"), TestDevices.phone(), false);
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class,
				() -> this.auth.login
					.login(new LoginAttempt(EMAIL, RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"),
							TestDevices.laptop().named("at work"), true, null)));
		FactorLoggedIn loggedIn = this.auth.factorLogin.verify(
				new FactorAttempt(asked.token(), this.app.code(), TestDevices.laptop(), false, before.refreshToken()));
		assertThat(loggedIn.tokens().session().rememberMe()).isTrue();
		assertThat(loggedIn.tokens().session().device().name()).isEqualTo("at work");
		assertThat(loggedIn.deviceToken()).isEmpty();
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(before.refreshToken()))
			.returns(SessionEndReason.LOGGED_OUT, SessionEndedException::reason);
	}

	@Test
	void aChallengeIsGoodOnceForFiveMinutes() {
		MfaRequiredException used = asked();
		assertThat(refusal(used, this.app.code())).isEmpty();
		this.auth.clock.advance(Duration.ofSeconds(30));
		assertThat(refusal(used, this.app.code())).contains(AuthErrorCode.INVALID_TOKEN);
		MfaRequiredException expired = asked();
		this.auth.clock.advance(Duration.ofMinutes(5));
		assertThat(refusal(expired, this.app.code())).contains(AuthErrorCode.INVALID_TOKEN);
	}

	@Test
	void aCodeIsGoodOnceWhateverTheChallenge() {
		FactorResponse code = this.app.code();
		MfaRequiredException second = asked();
		assertThat(refusal(asked(), code)).isEmpty();
		assertThat(refusal(second, code)).contains(AuthErrorCode.INVALID_CODE);
		assertThat(refusal(second, this.app.recoveryCode(0))).isEmpty();
		assertThat(refusal(asked(), this.app.recoveryCode(0))).contains(AuthErrorCode.INVALID_CODE);
	}

	@Test
	void theCodeOfSomebodyElseIsWrong() {
		TestFactors.App eve = this.auth.factors.enable(this.auth.idOf(this.auth.register("eve@example.com")));
		assertThat(refusal(asked(), eve.code())).contains(AuthErrorCode.INVALID_CODE);
		assertThat(refusal(asked(), eve.recoveryCode(0))).contains(AuthErrorCode.INVALID_CODE);
		assertThat(this.auth.events.of(MfaFailed.class)).hasSize(2)
			.allMatch((failed) -> failed.accountId().equals(this.id));
	}

	@Test
	void whatHappenedInBetweenVoidsIt() {
		Stream.<Runnable>of(() -> this.auth.changes.credentialsChanged(this.id),
				() -> this.auth.changes.disabled(this.id), () -> this.auth.changes.requirePasswordChange(this.id, true),
				() -> this.auth.accounts.save(this.account.withStatus(AccountStatus.LOCKED)),
				() -> this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED)),
				() -> this.auth.accounts.delete(this.account.key()))
			.forEach((change) -> {
				this.auth.accounts.insertIfAbsent(this.account);
				this.auth.accounts.save(this.account);
				this.auth.subjects.requirePasswordChange(this.id, false);
				MfaRequiredException asked = asked();
				change.run();
				assertThat(refusal(asked, this.app.recoveryCode(0))).contains(AuthErrorCode.INVALID_TOKEN);
			});
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void anUnprovenAddressIsToldToItsOwner() {
		MfaRequiredException asked = asked();
		this.auth.accounts.save(this.account.withEmail(this.account.email(), false));
		assertThat(refusal(asked, this.app.code())).contains(AuthErrorCode.EMAIL_NOT_VERIFIED);
	}

	@Test
	void aFactorThatIsGoneIsNoLongerAnAnswer() {
		MfaRequiredException asked = asked();
		this.auth.mfaStore.removeTotp(this.id);
		assertThat(refusal(asked, this.app.code())).contains(AuthErrorCode.INVALID_CODE);
		assertThat(refusal(asked, this.app.recoveryCode(0))).contains(AuthErrorCode.INVALID_CODE);
		TestFactors.App next = this.auth.factors.enable(this.id);
		assertThat(refusal(asked, this.app.code())).contains(AuthErrorCode.INVALID_CODE);
		assertThat(refusal(asked, next.code())).isEmpty();
	}

	@Test
	void aTokenOfAnotherStepIsUnknown() {
		Secret challenge = asked().token();
		for (OneTimeTokenPurpose purpose : OneTimeTokenPurpose.values()) {
			assertThat(this.auth.mailedTokens.find(purpose, challenge, null).isPresent()).as(purpose.name())
				.isEqualTo(purpose == OneTimeTokenPurpose.MFA_CHALLENGE);
			if (purpose != OneTimeTokenPurpose.MFA_CHALLENGE) {
				Secret other = this.auth.mailedTokens.issue(new TokenOffer(purpose,
						this.auth.subjects.subjectOf(this.account.key()), Duration.ofMinutes(1), null, null));
				assertThat(TestFactorAttempts.refusal(this.auth,
						new FactorAttempt(other, this.app.code(), TestDevices.laptop(), false, null)))
					.as(purpose.name())
					.contains(AuthErrorCode.INVALID_TOKEN);
			}
		}
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.passwordReset.confirm(challenge,
				RawPassword.ofNew(Secret.of("another horse, another battery"), "new_password"), TestDevices.laptop()))
			.returns(AuthErrorCode.INVALID_ONE_TIME_TOKEN, AuthException::code);
		assertThat(this.auth.enrollmentTokens.find(challenge)).isEmpty();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(
					() -> this.auth.exchange.exchange(new ExchangeAttempt(challenge, null, TestDevices.laptop(), null)))
			.returns(AuthErrorCode.INVALID_TOKEN, AuthException::code);
	}

	@Test
	void aChallengeHasFiveTries() {
		MfaRequiredException asked = asked();
		for (int i = 0; i < FactorLogin.TRIES; i++) {
			assertThat(refusal(asked, this.app.wrongCode())).contains(AuthErrorCode.INVALID_CODE);
		}
		assertThat(refusal(asked, this.app.code())).contains(AuthErrorCode.INVALID_TOKEN);
		assertThat(refusal(asked(), this.app.code())).isEmpty();
	}

	@Test
	void anAccountHasTenOverAllChallengesAndThenWaits() {
		MfaRequiredException open = asked();
		List<MfaRequiredException> challenges = List.of(asked(), asked());
		challenges.forEach((asked) -> IntStream.range(0, FactorLogin.TRIES)
			.forEach((i) -> assertThat(refusal(asked, this.app.wrongCode())).contains(AuthErrorCode.INVALID_CODE)));
		assertThat(refusal(open, this.app.code())).contains(AuthErrorCode.INVALID_TOKEN);
		MfaRequiredException fresh = asked();
		AuthException refused = catchThrowableOfType(AuthException.class,
				() -> this.auth.factorLogin.verify(TestFactorAttempts.of(fresh, this.app.code())));
		assertThat(refused.code()).isEqualTo(AuthErrorCode.TOO_MANY_ATTEMPTS);
		assertThat(refused.retryAfter()).isPositive();
		assertThat(this.auth.liveSessions(this.id)).isZero();
		this.auth.clock.advance(Duration.ofMinutes(15));
		assertThat(refusal(asked(), this.app.code())).isEmpty();
	}

	@Test
	void fiftyWrongAnswersAtOnceAreTenComparisons() {
		List<Callable<Optional<AuthErrorCode>>> guesses = IntStream.range(0, 50)
			.<Callable<Optional<AuthErrorCode>>>mapToObj((i) -> {
				MfaRequiredException asked = asked();
				return () -> refusal(asked, this.app.wrongCode());
			})
			.toList();
		List<Optional<AuthErrorCode>> answers = TestRace.between(guesses);
		assertThat(answers).doesNotContain(Optional.empty());
		assertThat(answers).filteredOn((answer) -> answer.equals(Optional.of(AuthErrorCode.INVALID_CODE)))
			.hasSizeLessThanOrEqualTo(FactorBudget.GUESSES);
	}

	@Test
	void oneCodeOnTwentyChallengesOpensOneSession() {
		FactorResponse code = this.app.code();
		List<Callable<Optional<AuthErrorCode>>> answers = IntStream.range(0, 20)
			.<Callable<Optional<AuthErrorCode>>>mapToObj((i) -> {
				MfaRequiredException asked = asked();
				return () -> refusal(asked, code);
			})
			.toList();
		assertThat(TestRace.between(answers)).containsOnlyOnce(Optional.empty());
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
	}

	@Test
	void tenRightAnswersToOneChallengeOpenOneSession() {
		MfaRequiredException asked = asked();
		List<Callable<Optional<AuthErrorCode>>> answers = IntStream.range(0, 10)
			.<Callable<Optional<AuthErrorCode>>>mapToObj((i) -> () -> refusal(asked, this.app.recoveryCode(i)))
			.toList();
		assertThat(TestRace.between(answers)).containsOnlyOnce(Optional.empty())
			.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_TOKEN));
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
		assertThat(this.auth.mfaStore.findRecoveryCodes(this.id)).hasSize(9);
	}

	@Test
	void aNewPasswordIsDemandedOnlyAfterTheRightAnswer() { // decision 24
		this.auth.changes.requirePasswordChange(this.id, false);
		MfaRequiredException asked = asked();
		assertThat(refusal(asked, this.app.wrongCode())).contains(AuthErrorCode.INVALID_CODE);
		FactorResponse code = this.app.code();
		PasswordChangeRequiredException demanded = catchThrowableOfType(PasswordChangeRequiredException.class,
				() -> this.auth.factorLogin.verify(TestFactorAttempts.of(asked, code)));
		assertThat(this.auth.liveSessions(this.id)).isZero();
		assertThat(refusal(asked, this.app.recoveryCode(0))).contains(AuthErrorCode.INVALID_TOKEN);
		assertThat(refusal(asked(), code)).contains(AuthErrorCode.INVALID_CODE);
		this.auth.passwordReset.confirm(demanded.token(),
				RawPassword.ofNew(Secret.of("another horse, another battery"), "new_password"), TestDevices.laptop());
		assertThatExceptionOfType(MfaRequiredException.class)
			.isThrownBy(() -> this.auth.login.login(TestJwtAuth.attempt(EMAIL, "another horse, another battery")));
	}

	@Test
	void theOwnerIsToldOfARecoveryCode() {
		assertThat(refusal(asked(), this.app.recoveryCode(3))).isEmpty();
		assertThat(this.auth.events.of(RecoveryCodeUsed.class)).hasSize(1);
		assertThat(this.auth.notices.last(NoticeKind.RECOVERY_CODE_USED).facts()).containsEntry("recovery_codes_left",
				"9");
	}

	@Test
	void theOwnerIsToldOnceADayThatSomebodyKnowsThePassword() {
		for (int i = 0; i < 3; i++) {
			refusal(asked(), this.app.wrongCode());
		}
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).hasSize(1);
		this.auth.clock.advance(Duration.ofDays(2));
		refusal(asked(), this.app.wrongCode());
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).hasSize(2);
	}

	@Test
	void somebodyOnTheirOwnDeviceMayMistype() {
		Secret known = this.auth.deviceTokens.issue(this.auth.subjects.subjectOf(this.account.key()));
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class,
				() -> this.auth.login
					.login(new LoginAttempt(EMAIL, RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"),
							TestDevices.laptop(), false, null, known)));
		for (int i = 0; i < FactorLogin.TRIES; i++) {
			refusal(asked, this.app.wrongCode());
		}
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).isEmpty();
		refusal(asked, this.app.wrongCode());
		assertThat(this.auth.notices.all(NoticeKind.MFA_FAILED)).hasSize(1);
	}

	private MfaRequiredException asked() {
		return catchThrowableOfType(MfaRequiredException.class, () -> this.auth.login(EMAIL));
	}

	private Optional<AuthErrorCode> refusal(MfaRequiredException asked, FactorResponse response) {
		return TestFactorAttempts.refusal(this.auth, TestFactorAttempts.of(asked, response));
	}

}
