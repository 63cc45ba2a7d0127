package io.github.jwtauth.login;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.mfa.DeviceRemembered;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A device that has proven the factor is not asked for a while. */
class RememberedDeviceLoginTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	private final TestFactors.App app = this.auth.factors.enable(this.id);

	@Test
	void aRememberedDeviceIsNotAskedAndSaysSo() {
		Secret device = remember();
		assertThat(this.auth.events.of(DeviceRemembered.class)).hasSize(1);
		TokenPair tokens = login(TestJwtAuth.PASSWORD, device);
		assertThat(tokens.session().amr()).containsExactly("pwd", "mfa");
		assertThat(this.auth.rememberedDevices.list(this.id)).hasSize(1);
	}

	@Test
	void aRememberedDeviceMakesTheFactorNoYounger() {
		Secret device = remember();
		Instant proven = this.auth.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		this.auth.clock.advance(Duration.ofDays(10));
		login(TestJwtAuth.PASSWORD, device);
		this.auth.clock.advance(Duration.ofDays(10));
		TokenPair tokens = login(TestJwtAuth.PASSWORD, device);
		assertThat(tokens.session().authenticatedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(tokens.session().proven().provenAt("mfa")).contains(proven);
		assertThat(this.auth.claimsOf(tokens).amrTimes()).isEqualTo(Map.of("mfa", proven.getEpochSecond()));
		assertThat(this.auth.claimsOf(this.auth.refresh(tokens.refreshToken())).amrTimes())
			.isEqualTo(Map.of("mfa", proven.getEpochSecond()));
	}

	@Test
	void aNodeWhoseClockIsAheadMayHaveRememberedIt() {
		Secret device = remember();
		this.auth.clock.advance(Duration.ofSeconds(-2));
		TokenPair tokens = login(TestJwtAuth.PASSWORD, device);
		assertThat(tokens.session().proven().provenAt("mfa")).contains(this.auth.clock.instant());
	}

	@Test
	void theTokenIsKeptWhileMoreThanHalfOfItsLifeIsLeft() {
		Secret device = remember();
		assertThat(keep(device)).isEqualTo(device);
		assertThat(keep(null)).isNotNull().isNotEqualTo(device);
		assertThat(keep(this.auth.deviceTokens
			.issue(this.auth.subjects.subjectOf(this.auth.register("eve@example.com").key())))).isNotNull();
		this.auth.clock.advance(DeviceTokens.LIFETIME.dividedBy(2).minusSeconds(1));
		assertThat(keep(device)).isEqualTo(device);
		this.auth.clock.advance(Duration.ofSeconds(1));
		assertThat(keep(device)).isNotEqualTo(device);
		this.auth.changes.credentialsChanged(this.id);
		assertThat(keep(device)).isNotEqualTo(device);
	}

	@Test
	void aRecognisedDeviceThatIsNotRememberedIsAsked() {
		Secret recognised = this.auth.deviceTokens.issue(this.auth.subjects.subjectOf(this.account.key()));
		assertAsked(TestJwtAuth.PASSWORD, recognised);
		MfaRequiredException asked = asked(recognised);
		assertThat(this.auth.factorLogin.verify(TestFactorAttempts.of(asked, this.app.code())).deviceToken()).isEmpty();
		assertAsked(TestJwtAuth.PASSWORD, recognised);
	}

	@Test
	void somebodyElsesDeviceIsAsked() {
		String eve = "eve@example.com";
		TestFactors.App hers = this.auth.factors.enable(this.auth.idOf(this.auth.register(eve)));
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class, () -> this.auth.login(eve));
		Secret device = this.auth.factorLogin.verify(TestFactorAttempts.remembering(asked, hers.code()))
			.deviceToken()
			.orElseThrow();
		assertAsked(TestJwtAuth.PASSWORD, device);
	}

	@Test
	void timeAndTheOwnerEndIt() {
		Secret expired = remember();
		this.auth.clock.advance(Duration.ofDays(30));
		assertAsked(TestJwtAuth.PASSWORD, expired);
		Secret forgotten = remember();
		assertThat(login(TestJwtAuth.PASSWORD, forgotten)).isNotNull();
		this.auth.rememberedDevices.forget(this.id, this.auth.rememberedDevices.list(this.id).get(0).id());
		assertAsked(TestJwtAuth.PASSWORD, forgotten);
	}

	@Test
	void aChangedCredentialEndsAllOfThem() {
		Secret device = remember();
		this.auth.passwordReset.request(EmailAddress.of(EMAIL));
		this.auth.passwordReset.confirm(this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD),
				RawPassword.ofNew(Secret.of("another horse, another battery"), "new_password"), TestDevices.laptop());
		assertAsked("another horse, another battery", device);
		assertThat(this.auth.rememberedDevices.list(this.id)).isEmpty();
		this.auth.clock.advance(Duration.ofMinutes(1));
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class,
				() -> login("another horse, another battery", null));
		this.auth.factorLogin.verify(TestFactorAttempts.remembering(asked, this.app.code()));
		assertThat(this.auth.rememberedDevices.list(this.id)).hasSize(1);
		this.auth.changes.credentialsChanged(this.id);
		assertThat(this.auth.rememberedDevices.list(this.id)).isEmpty();
	}

	@Test
	void nothingIsRememberedWhereThatIsOff() {
		TestJwtAuth here = TestJwtAuth.with(new MfaSettings(MfaMode.OPTIONAL, Set.of(), Duration.ZERO, "shop"));
		TestFactors.App hers = here.factors.enable(here.idOf(here.register(EMAIL)));
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class, () -> here.login(EMAIL));
		assertThat(here.factorLogin.verify(TestFactorAttempts.remembering(asked, hers.code())).deviceToken()).isEmpty();
		assertThat(here.events.of(DeviceRemembered.class)).isEmpty();
	}

	@Test
	void aWrongAnswerRemembersNothing() {
		TestFactorAttempts.assertWrong(this.auth, TestFactorAttempts.remembering(asked(null), this.app.wrongCode()));
		assertThat(this.auth.rememberedDevices.list(this.id)).isEmpty();
	}

	private Secret remember() {
		this.auth.clock.advance(Duration.ofMinutes(1));
		return this.auth.factorLogin.verify(TestFactorAttempts.remembering(asked(null), this.app.code()))
			.deviceToken()
			.orElseThrow();
	}

	private Secret keep(@Nullable Secret presented) {
		return this.auth.deviceTokens.keep(presented, this.auth.subjects.subjectOf(this.account.key()));
	}

	private MfaRequiredException asked(@Nullable Secret device) {
		return catchThrowableOfType(MfaRequiredException.class, () -> login(TestJwtAuth.PASSWORD, device));
	}

	private void assertAsked(String password, @Nullable Secret device) {
		assertThatExceptionOfType(MfaRequiredException.class).isThrownBy(() -> login(password, device));
	}

	private TokenPair login(String password, @Nullable Secret device) {
		return this.auth.login.login(new LoginAttempt(EMAIL, RawPassword.of(Secret.of(password), "password"),
				TestDevices.laptop(), false, null, device));
	}

}
