package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
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
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.OldSystem;
import io.github.jwtauth.password.PasswordChanged;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.InvalidRefreshTokenException;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PasswordChangeTests {

	private static final String NEXT = "another horse, another battery";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void otherSessionsEndAndThisOneGoesOn() {
		TokenPair other = this.auth.login("ada@example.com");
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.clock.advance(Duration.ofMinutes(10));
		TokenPair renewed = change(mine, TestJwtAuth.PASSWORD, NEXT);

		assertThat(renewed.session().id()).isEqualTo(mine.session().id());
		assertThat(renewed.session().authenticatedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(renewed.session().amr()).containsExactly("pwd");
		assertThat(this.auth.refresh(renewed.refreshToken()).session().id()).isEqualTo(mine.session().id());
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> this.auth.refresh(other.refreshToken()))
			.returns(SessionEndReason.PASSWORD_CHANGED, SessionEndedException::reason);
	}

	@Test
	void noTokenFromBeforeIsARetry() { // decision 3
		TokenPair mine = this.auth.login("ada@example.com");
		TokenPair rotated = this.auth.refresh(mine.refreshToken());
		TokenPair renewed = change(rotated, TestJwtAuth.PASSWORD, NEXT);
		for (TokenPair old : List.of(mine, rotated)) {
			assertThatExceptionOfType(InvalidRefreshTokenException.class)
				.isThrownBy(() -> this.auth.refresh(old.refreshToken()));
		}
		assertThat(this.auth.refresh(renewed.refreshToken())).isNotNull();
	}

	@Test
	void newPasswordLogsInAndTheOldOneDoesNot() {
		change(this.auth.login("ada@example.com"), TestJwtAuth.PASSWORD, NEXT);
		assertThat(this.auth.login.login(TestJwtAuth.attempt("ada@example.com", NEXT))).isNotNull();
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.login("ada@example.com"));
		assertThat(this.auth.details.find(this.id).passwordChangedAt()).isEqualTo(this.auth.clock.instant());
	}

	@Test
	void wrongPresentPasswordIsAFailedLogin() {
		TokenPair mine = this.auth.login("ada@example.com");
		int work = this.auth.encoder.comparisons();
		assertRefused(mine, "wrong horse battery staple", NEXT, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.encoder.comparisons()).isEqualTo(work + 1);
		assertThat(this.auth.events.of(LoginFailed.class)).containsExactly(new LoginFailed(this.auth.clock.instant(),
				this.id, TestDevices.laptop(), LoginFailed.Reason.WRONG_PASSWORD));
		assertThat(this.auth.refresh(mine.refreshToken())).isNotNull();
	}

	@Test
	void rulesAreToldToTheRightPasswordOnly() {
		TokenPair mine = this.auth.login("ada@example.com");
		assertRefused(mine, "wrong horse battery staple", "short", AuthErrorCode.INVALID_CREDENTIALS);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> change(mine, TestJwtAuth.PASSWORD, "short"))
			.returns(AuthErrorCode.PASSWORD_REFUSED, AuthException::code)
			.returns("password_too_short", InvalidInputException::fieldCode)
			.returns("new_password", InvalidInputException::field);
	}

	@Test
	void presentAndFormerPasswordsAreRefused() {
		TokenPair mine = this.auth.login("ada@example.com");
		assertReused(mine, TestJwtAuth.PASSWORD, TestJwtAuth.PASSWORD);
		String present = TestJwtAuth.PASSWORD;
		for (int i = 1; i <= 6; i++) {
			TokenPair changed = change(mine, present, NEXT + i);
			assertThat(changed).isNotNull();
			present = NEXT + i;
			if (i <= 5) {
				assertReused(mine, present, TestJwtAuth.PASSWORD);
			}
		}
		change(mine, present, TestJwtAuth.PASSWORD);
	}

	@Test
	void whatWasMailedBeforeIsVoid() {
		TokenPair mine = this.auth.login("ada@example.com");
		Secret reset = this.auth.mailedTokens.issue(new TokenOffer(OneTimeTokenPurpose.PASSWORD_RESET,
				this.auth.subjects.find(this.id).orElseThrow(), Duration.ofHours(1), null, "ada@example.com"));
		change(mine, TestJwtAuth.PASSWORD, NEXT);
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null)).isEmpty();
	}

	@Test
	void ownerIsToldOnce() {
		change(this.auth.login("ada@example.com"), TestJwtAuth.PASSWORD, NEXT);
		AccountNotice notice = this.auth.notices.last(NoticeKind.PASSWORD_CHANGED);
		assertThat(this.auth.notices.all()).containsExactly(notice);
		assertThat(notice.recipient()).isEqualTo(this.account.email());
		assertThat(notice.token()).isNull();
		assertThat(notice.facts()).containsKey("device");
		assertThat(this.auth.events.of(PasswordChanged.class)).containsExactly(new PasswordChanged(
				this.auth.clock.instant(), this.id, PasswordChanged.Way.CHANGE, TestDevices.laptop()));
	}

	@Test
	void sessionThatHasEndedChangesNothing() {
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.logout.byRefreshToken(mine.refreshToken());
		assertRefused(mine, TestJwtAuth.PASSWORD, NEXT, AuthErrorCode.INVALID_TOKEN);
		assertThat(this.auth.login("ada@example.com")).isNotNull();
		assertThat(this.auth.notices.all()).isEmpty();
		assertThat(this.auth.events.of(PasswordChanged.class)).isEmpty();
	}

	@Test
	void closedAccountsChangeNothing() {
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.accounts.save(this.account.withStatus(AccountStatus.DISABLED));
		assertRefused(mine, TestJwtAuth.PASSWORD, NEXT, AuthErrorCode.INVALID_CREDENTIALS);
	}

	@Test
	void accountThatWasMovedWithoutAPasswordHasNone() {
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.accounts.save(this.account.withPasswordHash(OldSystem.ASK));
		assertRefused(mine, OldSystem.ASK.reveal(), NEXT, AuthErrorCode.INVALID_CREDENTIALS);
	}

	@Test
	void ofTwoChangesAtOnceOneWins() {
		TokenPair mine = this.auth.login("ada@example.com");
		List<String> results = TestRace.between(List.of(() -> outcome(mine, NEXT + 1), () -> outcome(mine, NEXT + 2)));
		assertThat(results).containsExactlyInAnyOrder("changed", "invalid_credentials");
		assertThat(this.auth.subjects.find(this.id).orElseThrow().credentialVersion()).isEqualTo(1);
		assertThat(this.auth.notices.all()).hasSize(1);
	}

	@Test
	void hashThatWasUpgradedMeanwhileDoesNotMatter() {
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.accounts.save(this.account.withPasswordHash(Secret.of("{test-old}" + TestJwtAuth.PASSWORD)));
		change(mine, TestJwtAuth.PASSWORD, NEXT);
		assertThat(this.auth.accounts.findByKey(this.account.key()).orElseThrow().passwordHash())
			.isEqualTo(Secret.of("{test}" + NEXT));
		assertReused(mine, NEXT, TestJwtAuth.PASSWORD);
	}

	@Test
	void secondFactorThatWasProvenStaysProven() {
		TokenPair mine = this.auth.externalLogin.open(this.id, List.of("pwd", "otp"), TestDevices.laptop(), false);
		assertThat(change(mine, TestJwtAuth.PASSWORD, NEXT).session().amr()).containsExactly("pwd", "otp");
	}

	@Test
	void thePasswordAloneDoesNotRenewASessionThatLacksTheFactor() {
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.factors.enable(this.id);
		assertRefused(mine, "wrong horse battery staple", NEXT, AuthErrorCode.INVALID_CREDENTIALS);
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class,
				() -> change(mine, TestJwtAuth.PASSWORD, NEXT));
		assertThat(asked.token()).isNull();
		assertThat(asked.methods()).containsExactly("totp", "recovery_code");
		assertNothingHasHappened(mine);
	}

	@Test
	void thePasswordAloneDoesNotRenewASessionThatLacksAFactorItNeeds() {
		TestJwtAuth here = TestJwtAuth.with(new MfaSettings(MfaMode.OPTIONAL, Set.of("ADMIN"), Duration.ZERO, "shop"));
		Account owner = here.register("ada@example.com");
		TokenPair mine = here.login("ada@example.com");
		here.accounts.save(owner.withRoles(Set.of("ADMIN")));
		MfaEnrollmentRequiredException needed = catchThrowableOfType(MfaEnrollmentRequiredException.class,
				() -> here.passwordChange.change(attempt(here.idOf(owner), mine, TestJwtAuth.PASSWORD, NEXT)));
		assertThat(here.enrollmentTokens.find(needed.token())).contains(here.idOf(owner));
		assertThatExceptionOfType(MfaEnrollmentRequiredException.class).as("the password is what it was")
			.isThrownBy(() -> here.login("ada@example.com"));
	}

	@Test
	void aFactorThatWasProvenInTheSessionCountsBeforeItsTokensSaySo() {
		TokenPair mine = this.auth.login("ada@example.com");
		this.auth.factors.enable(this.id);
		this.auth.whitelist.addProof(this.id, mine.session().id(), List.of("otp", "mfa"));
		assertThat(change(mine, TestJwtAuth.PASSWORD, NEXT).session().amr()).containsExactly("pwd", "otp", "mfa");
	}

	private void assertNothingHasHappened(TokenPair session) {
		assertThat(this.auth.refresh(session.refreshToken()).session().amr()).containsExactly("pwd");
		assertThat(this.auth.events.of(PasswordChanged.class)).isEmpty();
		assertThat(this.auth.accounts.findByKey(this.account.key())).contains(this.account);
	}

	private String outcome(TokenPair session, String chosen) {
		try {
			change(session, TestJwtAuth.PASSWORD, chosen);
			return "changed";
		}
		catch (AuthException ex) {
			return ex.code().code();
		}
	}

	private TokenPair change(TokenPair session, String current, String chosen) {
		return this.auth.passwordChange.change(attempt(this.id, session, current, chosen));
	}

	private static PasswordChangeAttempt attempt(AccountId owner, TokenPair session, String current, String chosen) {
		return new PasswordChangeAttempt(owner, session.session().id(), password(current),
				RawPassword.ofNew(Secret.of(chosen), "new_password"), TestDevices.laptop());
	}

	private void assertRefused(TokenPair session, String current, String chosen, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> change(session, current, chosen))
			.returns(code, AuthException::code);
	}

	private void assertReused(TokenPair session, String current, String chosen) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> change(session, current, chosen))
			.returns("password_reused", InvalidInputException::fieldCode);
	}

	private static RawPassword password(String text) {
		return RawPassword.of(Secret.of(text), "current_password");
	}

}
