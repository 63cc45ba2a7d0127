package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.mfa.MfaDisabled;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeToken;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionOpened;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SecurityNoticesTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.withSecurityNotices();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void theFirstLoginEverIsNoNews() {
		login(null);
		assertThat(this.auth.notices.all()).isEmpty();
		assertThat(this.auth.events.of(SessionOpened.class)).extracting(SessionOpened::newDevice)
			.containsExactly(false);
	}

	@Test
	void anUnknownDeviceIsToldWithAWayOut() {
		login(null);
		TokenPair second = login(Secret.of("jdt_of_somebody_else"), TestDevices.laptopElsewhere());
		AccountNotice notice = this.auth.notices.last(NoticeKind.NEW_DEVICE);
		assertThat(notice.recipient()).isEqualTo(this.account.email());
		assertThat(notice.accountId()).isEqualTo(this.id);
		assertThat(notice.facts()).containsEntry("device", "Work laptop")
			.containsEntry("browser", "Firefox")
			.containsEntry("os", "Linux")
			.containsEntry("ip_address", "198.51.100.9")
			.containsEntry("city", "Lyon")
			.containsEntry("country", "FR");
		assertThat(notice.expiresAt()).isEqualTo(this.auth.clock.instant().plus(Duration.ofDays(7)));
		assertThat(this.auth.events.of(SessionOpened.class).get(1).newDevice()).isTrue();
		assertThat(second.session().accountId()).isEqualTo(this.id);
	}

	@Test
	void whoIsLoggedInFromTheSamePlaceIsNotTold() {
		login(null);
		login(null, TestDevices.laptop());
		login(null, Device.unknown());
		login(null, Device.unknown());
		assertThat(this.auth.notices.all(NoticeKind.NEW_DEVICE)).hasSize(2);
		this.auth.devices.endAll(this.id, Optional.empty());
		login(null, TestDevices.laptop());
		assertThat(this.auth.notices.all(NoticeKind.NEW_DEVICE)).hasSize(3);
	}

	@Test
	void aKnownDeviceIsNotTold() {
		Secret device = deviceTokenOf(login(null));
		login(device);
		assertThat(this.auth.notices.all()).isEmpty();
		this.auth.changes.credentialsChanged(this.id);
		login(device, TestDevices.laptopElsewhere());
		assertThat(this.auth.notices.all(NoticeKind.NEW_DEVICE)).hasSize(1);
	}

	@Test
	void everyWayToASessionLooksAtTheDevice() {
		Secret device = deviceTokenOf(login(null));
		exchange(device);
		this.auth.externalLogin.open(attempt(device));
		this.auth.externalLogin.open(this.id, List.of("fed"), TestDevices.phone(), false);
		assertThat(this.auth.notices.all()).isEmpty();
		this.auth.devices.endAll(this.id, Optional.empty());
		exchange(null);
		this.auth.devices.endAll(this.id, Optional.empty());
		this.auth.externalLogin.open(attempt(null));
		assertThat(this.auth.notices.all(NoticeKind.NEW_DEVICE)).hasSize(2);
	}

	@Test
	void whatIsSwitchedOffIsNotTold() {
		TestJwtAuth quiet = TestJwtAuth.create();
		AccountId owner = quiet.idOf(quiet.register(EMAIL));
		quiet.login(EMAIL);
		quiet.devices.endAll(owner, Optional.empty());
		TokenPair second = quiet.login(EMAIL);
		quiet.refresh(second.refreshToken());
		quiet.clock.advance(Duration.ofMinutes(5));
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> quiet.refresh(second.refreshToken()));
		assertThat(quiet.notices.all()).isEmpty();
		assertThat(quiet.events.of(SessionOpened.class)).extracting(SessionOpened::newDevice)
			.containsExactly(false, true);
	}

	@Test
	void whoHasNoAddressIsNotTold() {
		login(null);
		this.auth.devices.endAll(this.id, Optional.empty());
		this.auth.accounts.save(this.account.withEmail(null, false).withUsername("ada"));
		this.auth.login.login(TestJwtAuth.attempt("ada", TestJwtAuth.PASSWORD));
		assertThat(this.auth.notices.all()).isEmpty();
		assertThat(this.auth.oneTimeTokens.size()).isZero();
	}

	@Test
	void theDeviceTokenOpensNothing() {
		Secret device = deviceTokenOf(login(null));
		LoginAttempt wrong = new LoginAttempt(EMAIL, RawPassword.of(Secret.of("not the password"), "password"),
				TestDevices.laptop(), false, null, device);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.login.login(wrong))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.refresh(device))
			.returns(AuthErrorCode.INVALID_REFRESH_TOKEN, AuthException::code);
	}

	@Test
	void aReplayIsToldOnce() {
		TokenPair first = login(null);
		this.auth.refresh(first.refreshToken());
		this.auth.clock.advance(Duration.ofMinutes(5));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(SessionEndedException.class)
				.isThrownBy(() -> this.auth.refresh(first.refreshToken()));
		}
		assertThat(this.auth.notices.all()).singleElement()
			.returns(NoticeKind.REFRESH_TOKEN_REUSED, AccountNotice::kind)
			.returns(this.account.email(), AccountNotice::recipient)
			.returns(null, AccountNotice::token);
	}

	@Test
	void thatWasNotMeEndsTheSessionAndMailsAReset() {
		TokenPair mine = login(null);
		TokenPair theirs = loginElsewhere();
		Secret theirDevice = deviceTokenOf(theirs);
		Secret token = this.auth.notices.lastToken(NoticeKind.NEW_DEVICE);
		this.auth.disavowal.disown(token);

		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.auth.refresh(theirs.refreshToken()))
			.returns(SessionEndReason.REVOKED_BY_USER, SessionEndedException::reason);
		assertThat(this.auth.refresh(mine.refreshToken())).isNotNull();
		assertThat(this.auth.deviceTokens.recognises(theirDevice, this.auth.subjects.find(this.id).orElseThrow()))
			.isFalse();
		Secret reset = this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
		OneTimeToken found = this.auth.mailedTokens.find(OneTimeTokenPurpose.PASSWORD_RESET, reset, null).orElseThrow();
		assertThat(found.payload()).isEqualTo(EMAIL);
		assertThat(found.credentialVersion())
			.isEqualTo(this.auth.subjects.find(this.id).orElseThrow().credentialVersion());
		assertInvalid(token);
		this.auth.assertPasswordIsOutOfUse(EMAIL, reset);
	}

	@Test
	void thatWasNotMeDropsAFactorThatTheStrangerMayHaveSetUp() {
		login(null);
		loginElsewhere();
		this.auth.clock.advance(Duration.ofMinutes(1));
		this.auth.factors.enable(this.id);
		this.auth.disavowal.disown(this.auth.notices.lastToken(NoticeKind.NEW_DEVICE));
		assertThat(this.auth.factors.factors.state(this.id).isEnabled()).isFalse();
		assertThat(this.auth.mfaStore.findRecoveryCodes(this.id)).isEmpty();
		assertThat(this.auth.events.of(MfaDisabled.class)).hasSize(1);
		assertThat(this.auth.notices.last(NoticeKind.MFA_DISABLED).recipient()).isEqualTo(this.account.email());
		Secret reset = this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD);
		this.auth.assertPasswordIsOutOfUse(EMAIL, reset);
	}

	@Test
	void thatWasNotMeKeepsAFactorFromBefore() {
		login(null);
		TestFactors.App app = this.auth.factors.enable(this.id);
		this.auth.devices.endAll(this.id, Optional.empty());
		this.auth.clock.advance(Duration.ofMinutes(1));
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class, this::loginElsewhere);
		this.auth.factorLogin.verify(TestFactorAttempts.of(asked, app.code()));
		this.auth.disavowal.disown(this.auth.notices.lastToken(NoticeKind.NEW_DEVICE));
		assertThat(this.auth.factors.factors.state(this.id).isEnabled()).isTrue();
		assertThat(this.auth.events.of(MfaDisabled.class)).isEmpty();
	}

	@Test
	void whoHasNoPasswordAndWhoSetsItElsewhereKeepWhatTheyHave() {
		Account bare = Account.withKey(this.account.key()).withEmail(this.account.email(), true);
		this.auth.passwordVoiding.voidPassword(new KnownAccount(this.auth.subjects.subjectOf(bare.key()), bare),
				Secret.of("{test}nobody's"));
		assertThat(this.auth.accounts.findByKey(this.account.key())).contains(this.account);
	}

	@Test
	void thatWasNotMeVoidsWhatTheStrangerInvited() {
		login(null);
		loginElsewhere();
		Secret invitation = this.auth.mailedTokens.issue(new TokenOffer(OneTimeTokenPurpose.INVITATION,
				this.auth.subjects.find(this.id).orElseThrow(), Duration.ofDays(7), null, "&ADMIN&&"));
		this.auth.disavowal.disown(this.auth.notices.lastToken(NoticeKind.NEW_DEVICE));
		assertThat(this.auth.mailedTokens.find(OneTimeTokenPurpose.INVITATION, invitation, null)).isEmpty();
	}

	@Test
	void itWorksWhenTheSessionHasEndedAlreadyAndForAWeek() {
		login(null);
		loginElsewhere();
		this.auth.devices.endAll(this.id, Optional.empty());
		Secret token = this.auth.notices.lastToken(NoticeKind.NEW_DEVICE);
		login(null);
		Secret other = this.auth.notices.lastToken(NoticeKind.NEW_DEVICE);
		this.auth.clock.advance(Duration.ofDays(6));
		this.auth.disavowal.disown(token);
		assertThat(this.auth.notices.all(NoticeKind.RESET_PASSWORD)).hasSize(1);
		this.auth.clock.advance(Duration.ofDays(1));
		assertInvalid(other);
		assertInvalid(this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD));
		assertInvalid(Secret.of("jot_unknown"));
	}

	@Test
	void whoeverHasAnotherAddressMeanwhileGetsNoReset() {
		login(null);
		loginElsewhere();
		Secret token = this.auth.notices.lastToken(NoticeKind.NEW_DEVICE);
		this.auth.accounts.save(this.account.withEmail(EmailAddress.of("thief@example.com"), true));
		this.auth.disavowal.disown(token);
		assertThat(this.auth.notices.all(NoticeKind.RESET_PASSWORD)).isEmpty();
	}

	private void assertInvalid(Secret token) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.disavowal.disown(token))
			.returns(AuthErrorCode.INVALID_ONE_TIME_TOKEN, AuthException::code);
	}

	private TokenPair login(@Nullable Secret token) {
		return login(token, TestDevices.laptop());
	}

	private TokenPair loginElsewhere() {
		return login(null, TestDevices.laptopElsewhere());
	}

	private TokenPair login(@Nullable Secret token, Device device) {
		return this.auth.login.login(new LoginAttempt(EMAIL,
				RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), device, false, null, token));
	}

	private void exchange(@Nullable Secret device) {
		Secret browser = this.auth.exchange.newBrowser();
		Secret token = this.auth.exchange.issue(new ExchangeOffer(this.auth.subjects.find(this.id).orElseThrow(),
				List.of("fed"), false, false, browser, null));
		this.auth.exchange.exchange(new ExchangeAttempt(token, browser, TestDevices.phone(), null, device));
	}

	private ExternalAttempt attempt(@Nullable Secret device) {
		return new ExternalAttempt(this.id, List.of("fed"), TestDevices.phone(), false, null, device);
	}

	private Secret deviceTokenOf(TokenPair tokens) {
		return this.auth.deviceTokens.issue(tokens.account().subject());
	}

}
