package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.PasswordChanged;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A new password before the next session (decision 24). */
class ForcedPasswordChangeTests {

	// decision 24, P13

	private static final String NEXT = "another horse, another battery";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void theRightPasswordGetsATokenInsteadOfASession() {
		this.auth.changes.requirePasswordChange(this.id, true);
		Secret token = tokenOfLogin();
		assertThat(this.auth.liveSessions(this.id)).isZero();

		this.auth.passwordReset.confirm(token, password(NEXT), TestDevices.laptop());
		assertThat(this.auth.login.login(TestJwtAuth.attempt("ada@example.com", NEXT))).isNotNull();
		assertThat(this.auth.notices.last(NoticeKind.PASSWORD_CHANGED).recipient()).isEqualTo(this.account.email());
		assertThat(this.auth.events.of(PasswordChanged.class)).extracting(PasswordChanged::way)
			.containsExactly(PasswordChanged.Way.DEMAND);
	}

	@Test
	void theWrongPasswordIsToldNothing() {
		this.auth.changes.requirePasswordChange(this.id, true);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.auth.login.login(TestJwtAuth.attempt("ada@example.com", NEXT)))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
	}

	@Test
	void thePresentPasswordIsNotANewOne() {
		this.auth.changes.requirePasswordChange(this.id, true);
		Secret token = tokenOfLogin();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(
					() -> this.auth.passwordReset.confirm(token, password(TestJwtAuth.PASSWORD), TestDevices.laptop()))
			.returns(AuthErrorCode.PASSWORD_REFUSED, AuthException::code);
		assertThat(tokenOfLogin()).isNotEqualTo(token);
	}

	@Test
	void theTokenIsGoodOnceForAQuarterOfAnHourAndOnlyTheNewest() {
		this.auth.changes.requirePasswordChange(this.id, true);
		Secret first = tokenOfLogin();
		Secret second = tokenOfLogin();
		assertUseless(first);
		this.auth.clock.advance(Duration.ofMinutes(15));
		assertUseless(second);
		Secret third = tokenOfLogin();
		this.auth.passwordReset.confirm(third, password(NEXT), TestDevices.laptop());
		assertUseless(third);
	}

	@Test
	void sessionsEndOnDemandOnly() {
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.changes.requirePasswordChange(this.id, false);
		TokenPair refreshed = this.auth.refresh(tokens.refreshToken());
		this.auth.changes.requirePasswordChange(this.id, true);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(refreshed.refreshToken()))
			.returns(SessionEndReason.REVOKED_BY_ADMIN, SessionEndedException::reason);
	}

	@Test
	void whoeverNeedsNoPasswordGetsIn() {
		this.auth.changes.requirePasswordChange(this.id, true);
		assertThat(this.auth.externalLogin.open(this.id, List.of("fed"), TestDevices.laptop(), false)).isNotNull();
	}

	@Test
	void anOrdinaryChangeIsEnough() {
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.changes.requirePasswordChange(this.id, false);
		this.auth.passwordChange.change(new PasswordChangeAttempt(this.id, tokens.session().id(),
				RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "current_password"), password(NEXT),
				TestDevices.laptop()));
		assertThat(this.auth.login.login(TestJwtAuth.attempt("ada@example.com", NEXT))).isNotNull();
	}

	@Test
	void nobodyIsNoError() {
		this.auth.changes.requirePasswordChange(new AccountId(new UUID(0, 0)), true);
	}

	private Secret tokenOfLogin() {
		try {
			this.auth.login("ada@example.com");
		}
		catch (PasswordChangeRequiredException ex) {
			assertThat(ex.code()).isEqualTo(AuthErrorCode.PASSWORD_CHANGE_REQUIRED);
			return ex.token();
		}
		throw new AssertionError("a session was opened");
	}

	private void assertUseless(Secret token) {
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.auth.passwordReset.confirm(token, password(NEXT), TestDevices.laptop()))
			.returns(AuthErrorCode.INVALID_ONE_TIME_TOKEN, AuthException::code);
	}

	private static RawPassword password(String text) {
		return RawPassword.ofNew(Secret.of(text), "new_password");
	}

}
