package io.github.jwtauth.login;

import java.util.List;
import java.util.UUID;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.password.PasswordResetRequested;
import io.github.jwtauth.session.RefreshRejected;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the audit trail has to hear although nothing was changed, and what it must not
 * (R-94).
 */
class ToldRefusalsTests {

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void whoWasAuthenticatedElsewhereAndIsNobodyIsTold() {
		AccountId nobody = new AccountId(UUID.randomUUID());
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.auth.externalLogin.open(nobody, List.of("fed"), TestDevices.phone(), false));
		assertThat(this.auth.events.of(ExternalLoginRefused.class)).singleElement()
			.returns(null, ExternalLoginRefused::accountId)
			.returns(LoginFailed.Reason.UNKNOWN_ACCOUNT, ExternalLoginRefused::reason);
	}

	@Test
	void aTokenOfAnEndedSessionIsToldAndAForgedOneIsNot() {
		TokenPair tokens = this.auth.login("ada@example.com");
		this.auth.logout.byRefreshToken(tokens.refreshToken());
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.refresh(tokens.refreshToken()));
		assertThat(this.auth.events.of(RefreshRejected.class)).singleElement()
			.returns(SessionEndReason.LOGGED_OUT, RefreshRejected::reason)
			.returns(tokens.session().id(), RefreshRejected::sessionId);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.refresh(Secret.of("jar_forged")));
		assertThat(this.auth.events.of(RefreshRejected.class)).hasSize(1);
	}

	@Test
	void aDemandForANewPasswordIsTold() {
		this.auth.changes.requirePasswordChange(this.id, true);
		assertThat(this.auth.events.of(PasswordChangeRequired.class)).singleElement()
			.returns(this.id, PasswordChangeRequired::accountId)
			.returns(true, PasswordChangeRequired::sessionsEnded);
	}

	@Test
	void aResetIsToldWhetherThereIsAnAccountOrNot() {
		this.auth.passwordReset.request(EmailAddress.of("ada@example.com"));
		this.auth.passwordReset.request(EmailAddress.of("nobody@example.com"));
		assertThat(this.auth.events.of(PasswordResetRequested.class)).extracting(PasswordResetRequested::accountId)
			.containsExactly(this.id, null);
	}

	@Test
	void aHashOfTheNameStandsOnlyWhereNobodyIsKnown() {
		LoginFailed unknown = new LoginFailed(this.auth.clock.instant(), null, Device.unknown(),
				LoginFailed.Reason.UNKNOWN_ACCOUNT, "abc");
		assertThat(unknown.audit().metadata()).containsEntry("name_hash", "abc");
		LoginFailed known = new LoginFailed(this.auth.clock.instant(), this.id, Device.unknown(),
				LoginFailed.Reason.WRONG_PASSWORD);
		assertThat(known.audit().metadata()).isEmpty();
	}

}
