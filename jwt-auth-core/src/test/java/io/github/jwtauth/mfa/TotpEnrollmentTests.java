package io.github.jwtauth.mfa;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Device;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Owners switch their second factor on and off.
 */
class TotpEnrollmentTests {

	private static final String EMAIL = "ada+shop@example.com";

	private final TestJwtAuth core = TestJwtAuth.create();

	private final Account account = this.core.register(EMAIL);

	private final AccountId id = this.core.idOf(this.account);

	private final TestMfa mfa = with(MfaSettings.defaults());

	@Test
	void appsReadTheUri() {
		MfaSettings settings = new MfaSettings(MfaMode.OPTIONAL, Set.of(), Duration.ZERO, "Ann & Sons+Co");
		TotpSetup setup = with(settings).enrollment.setup(this.id);
		URI uri = URI.create(setup.otpauthUri().reveal());
		assertThat(uri.getScheme() + "://" + uri.getHost()).isEqualTo("otpauth://totp");
		assertThat(uri.getRawPath()).isEqualTo("/Ann%20%26%20Sons%2BCo:ada%2Bshop%40example.com");
		assertThat(uri.getRawQuery()).isEqualTo("secret=" + setup.secret().reveal()
				+ "&issuer=Ann%20%26%20Sons%2BCo&algorithm=SHA1&digits=6&period=30");
		assertThat(setup.secret().reveal()).matches("[A-Z2-7]{32}");
		assertThat(setup).hasToString("TotpSetup[secret=***, otpauthUri=***]");
	}

	@Test
	void factorIsThereAfterTheFirstRightCodeOnly() {
		TotpSetup setup = this.mfa.enrollment.setup(this.id);
		assertThat(this.mfa.factors.state(this.id).isEnabled()).isFalse();
		assertRefused(AuthErrorCode.INVALID_CONFIRMATION_CODE, () -> activate(this.mfa.wrongCode(setup)));
		assertThat(this.mfa.factors.state(this.id).isEnabled()).isFalse();
		assertThat(activate(this.mfa.codeOf(setup, 0))).hasSize(10);
		FactorState state = this.mfa.factors.state(this.id);
		assertThat(state.activatedAt()).isEqualTo(this.core.clock.instant());
		assertThat(state.methods()).containsExactly("totp", "recovery_code");
		assertThat(this.core.events.of(MfaEnabled.class)).singleElement().returns(this.id, MfaEnabled::accountId);
	}

	@Test
	void codeOfTheActivationIsUsedUp() {
		TotpSetup setup = this.mfa.activate(this.id).setup();
		Secret used = this.mfa.codeOf(setup, 0);
		assertThat(this.mfa.factors.match(this.id, new FactorResponse.TotpCode(used))).isEmpty();
		this.core.clock.advance(Duration.ofSeconds(30));
		Secret next = this.mfa.codeOf(setup, 0);
		assertThat(this.mfa.factors.match(this.id, new FactorResponse.TotpCode(next))).isPresent();
	}

	@Test
	void ofManyActivationsOneIsRight() {
		Secret code = this.mfa.codeOf(this.mfa.enrollment.setup(this.id), 0);
		List<Optional<AuthErrorCode>> outcomes = TestRace.of(20, () -> refusalOf(() -> activate(code)));
		assertThat(outcomes).containsOnlyOnce(Optional.empty())
			.containsOnly(Optional.empty(), Optional.of(AuthErrorCode.INVALID_CONFIRMATION_CODE));
		assertThat(this.mfa.factors.state(this.id).recoveryCodesLeft()).isEqualTo(10);
		assertThat(this.core.events.of(MfaEnabled.class)).hasSize(1);
	}

	@Test
	void whatBelongsToAnActivationUndoesItWithANo() {
		Secret code = this.mfa.codeOf(this.mfa.enrollment.setup(this.id), 0);
		assertRefused(AuthErrorCode.INVALID_TOKEN,
				() -> this.mfa.enrollment.activate(this.id, code, TestDevices.laptop(), () -> {
					assertThat(this.core.transactions.isRunning()).isTrue();
					return false;
				}));
		assertThat(this.mfa.factors.state(this.id).isEnabled()).isFalse();
		assertThat(this.core.notices.all()).isEmpty();
		assertThat(activate(code)).hasSize(10);
	}

	@Test
	void nextSetupVoidsTheOneThatWaits() {
		TotpSetup first = this.mfa.enrollment.setup(this.id);
		TotpSetup second = this.mfa.enrollment.setup(this.id);
		assertThat(second.secret()).isNotEqualTo(first.secret());
		assertRefused(AuthErrorCode.INVALID_CONFIRMATION_CODE, () -> activate(this.mfa.codeOf(first, 0)));
		assertThat(activate(this.mfa.codeOf(second, 0))).hasSize(10);
	}

	@Test
	void activeFactorIsNotReplaced() {
		TestMfa.App app = this.mfa.activate(this.id);
		assertRefused(AuthErrorCode.ALREADY_ENABLED, () -> this.mfa.enrollment.setup(this.id));
		assertRefused(AuthErrorCode.INVALID_CONFIRMATION_CODE, () -> activate(this.mfa.codeOf(app.setup(), 1)));
		this.core.clock.advance(Duration.ofSeconds(30));
		assertThat(this.mfa.factors.match(this.id, code(app, 0))).isPresent();
	}

	@ParameterizedTest
	@EnumSource(names = { "PASSWORD_RESET", "PASSWORD_CHANGE", "EMAIL_CHANGE", "MFA_CHALLENGE", "MFA_ENROLLMENT" })
	void whatIsPendingIsVoidWhenAFactorComesOrGoes(OneTimeTokenPurpose purpose) {
		TotpSetup setup = this.mfa.enrollment.setup(this.id);
		Secret before = token(purpose);
		assertThat(this.core.mailedTokens.find(purpose, before, null)).isPresent();
		activate(this.mfa.codeOf(setup, 0));
		assertThat(this.core.mailedTokens.find(purpose, before, null)).isEmpty();
		Secret meanwhile = token(purpose);
		this.core.clock.advance(Duration.ofSeconds(30));
		deactivate(new FactorResponse.TotpCode(this.mfa.codeOf(setup, 0)));
		assertThat(this.core.mailedTokens.find(purpose, meanwhile, null)).isEmpty();
	}

	@Test
	void loginUnderWayComesTooLateForAnActivation() {
		Subject before = subject();
		this.mfa.activate(this.id);
		assertThat(this.core.subjects.claimLogin(this.id, before.credentialVersion(), this.core.clock.instant()))
			.isFalse();
	}

	@Test
	void sessionsGoOnWhenAFactorComesAndGoes() {
		this.core.login(EMAIL);
		TestMfa.App app = this.mfa.activate(this.id);
		assertThat(this.core.liveSessions(this.id)).isEqualTo(1);
		deactivate(new FactorResponse.RecoveryCode(app.recoveryCodes().get(0)));
		assertThat(this.core.liveSessions(this.id)).isEqualTo(1);
	}

	@Test
	void nothingIsLeftOfAFactorThatIsSwitchedOff() {
		TestMfa.App app = this.mfa.activate(this.id);
		this.mfa.devices.remember(this.id, Secret.of("device"), TestDevices.laptop());
		deactivate(new FactorResponse.RecoveryCode(app.recoveryCodes().get(0)));
		assertThat(this.mfa.factors.state(this.id)).isEqualTo(new FactorState(null, 0));
		assertThat(this.core.mfaStore.findTotp(this.id)).isEmpty();
		assertThat(this.core.mfaStore.findRecoveryCodes(this.id)).isEmpty();
		assertThat(this.mfa.devices.list(this.id)).isEmpty();
		assertThat(this.core.events.of(MfaDisabled.class)).hasSize(1);
		assertThat(this.core.events.of(RecoveryCodeUsed.class)).hasSize(1);
		assertRefused(AuthErrorCode.NOT_ENABLED,
				() -> deactivate(new FactorResponse.RecoveryCode(app.recoveryCodes().get(1))));
		assertThat(this.mfa.activate(this.id).recoveryCodes()).hasSize(10);
	}

	@Test
	void wrongCodeSwitchesNothingOffAndCounts() {
		TestMfa.App app = this.mfa.activate(this.id);
		FactorResponse wrong = new FactorResponse.TotpCode(this.mfa.wrongCode(app.setup()));
		for (int i = 0; i < 10; i++) {
			assertRefused(AuthErrorCode.INVALID_CONFIRMATION_CODE, () -> deactivate(wrong));
		}
		assertRefused(AuthErrorCode.TOO_MANY_ATTEMPTS, () -> deactivate(wrong));
		assertRefused(AuthErrorCode.TOO_MANY_ATTEMPTS,
				() -> deactivate(new FactorResponse.RecoveryCode(app.recoveryCodes().get(0))));
		assertThat(this.mfa.factors.state(this.id).isEnabled()).isTrue();
	}

	@Test
	void requiredFactorIsNotDropped() {
		TestMfa required = with(new MfaSettings(MfaMode.REQUIRED, Set.of(), Duration.ZERO, "Shop"));
		TestMfa.App app = required.activate(this.id);
		assertRefused(AuthErrorCode.FORBIDDEN, () -> required.enrollment.deactivate(this.id,
				new FactorResponse.RecoveryCode(app.recoveryCodes().get(0)), TestDevices.laptop()));
		assertThat(required.factors.state(this.id).recoveryCodesLeft()).isEqualTo(10);
	}

	@Test
	void newRecoveryCodesVoidTheOldOnes() {
		assertRefused(AuthErrorCode.NOT_ENABLED,
				() -> this.mfa.enrollment.replaceRecoveryCodes(this.id, TestDevices.laptop()));
		this.mfa.enrollment.setup(this.id);
		assertRefused(AuthErrorCode.NOT_ENABLED,
				() -> this.mfa.enrollment.replaceRecoveryCodes(this.id, TestDevices.laptop()));
		TestMfa.App app = this.mfa.activate(this.id);
		List<Secret> next = this.mfa.enrollment.replaceRecoveryCodes(this.id, TestDevices.laptop());
		assertThat(next).hasSize(10).doesNotContainAnyElementsOf(app.recoveryCodes());
		assertThat(this.mfa.factors.match(this.id, new FactorResponse.RecoveryCode(app.recoveryCodes().get(0))))
			.isEmpty();
		assertThat(this.mfa.factors.match(this.id, new FactorResponse.RecoveryCode(next.get(0)))).isPresent();
		assertThat(this.core.events.of(RecoveryCodesReplaced.class)).hasSize(1);
	}

	@Test
	void supportDeskResetsALostFactor() {
		this.core.login(EMAIL);
		TestMfa.App app = this.mfa.activate(this.id);
		assertThat(this.mfa.reset.reset(this.id)).isTrue();
		assertThat(this.mfa.factors.state(this.id).isEnabled()).isFalse();
		assertThat(this.mfa.factors.match(this.id, new FactorResponse.RecoveryCode(app.recoveryCodes().get(0))))
			.isEmpty();
		assertThat(this.core.events.of(MfaDisabled.class)).singleElement()
			.returns(Device.unknown(), MfaDisabled::device);
		assertThat(this.core.liveSessions(this.id)).isEqualTo(1);
		assertThat(this.mfa.reset.reset(this.id)).isFalse();
		assertThat(this.core.notices.all(NoticeKind.MFA_DISABLED)).hasSize(1);
		assertRefused(AuthErrorCode.NOT_FOUND, () -> this.mfa.reset.reset(new AccountId(UUID.randomUUID())));
	}

	@Test
	void ownerIsToldOfEachChangeOnceAndNoSecret() {
		TestMfa.App app = this.mfa.activate(this.id);
		List<Secret> codes = this.mfa.enrollment.replaceRecoveryCodes(this.id, TestDevices.laptop());
		deactivate(new FactorResponse.RecoveryCode(codes.get(0)));
		assertThat(this.core.notices.all()).extracting(AccountNotice::kind)
			.containsExactly(NoticeKind.MFA_ENABLED, NoticeKind.RECOVERY_CODES_REPLACED, NoticeKind.MFA_DISABLED);
		assertThat(this.core.notices.all()).allSatisfy((notice) -> {
			assertThat(notice.recipient().value()).isEqualTo(EMAIL);
			assertThat(notice.token()).isNull();
			assertThat(notice.code()).isNull();
			assertThat(notice.facts()).containsEntry("ip_address", "203.0.113.7")
				.containsEntry("device", "Work laptop")
				.doesNotContainValue(app.setup().secret().reveal());
		});
	}

	@Test
	void goneAccountHasNoFactor() {
		this.core.accounts.delete(this.account.key());
		assertRefused(AuthErrorCode.INVALID_TOKEN, () -> this.mfa.enrollment.setup(this.id));
	}

	@Test
	void accountThatGoesMeanwhileHasNoFactor() {
		AtomicInteger asked = new AtomicInteger();
		AccountLookup going = (AccountLookup) Proxy.newProxyInstance(AccountLookup.class.getClassLoader(),
				new Class<?>[] { AccountLookup.class }, (proxy, method, arguments) -> {
					Object found = method.invoke(this.core.lookup, arguments);
					if (asked.getAndIncrement() == 0) {
						this.core.accounts.delete(this.account.key());
						this.core.subjects.retire(this.id);
					}
					return found;
				});
		assertRefused(AuthErrorCode.INVALID_TOKEN, () -> this.mfa.enrollmentOver(going).setup(this.id));
		assertThat(this.core.mfaStore.findTotp(this.id)).isEmpty();
	}

	private List<Secret> activate(Secret code) {
		return this.mfa.enrollment.activate(this.id, code, TestDevices.laptop(), () -> true);
	}

	private void deactivate(FactorResponse response) {
		this.mfa.enrollment.deactivate(this.id, response, TestDevices.laptop());
	}

	private FactorResponse code(TestMfa.App app, int ahead) {
		return new FactorResponse.TotpCode(this.mfa.codeOf(app.setup(), ahead));
	}

	private Secret token(OneTimeTokenPurpose purpose) {
		return this.core.mailedTokens.issue(new TokenOffer(purpose, subject(), Duration.ofHours(1), null, "x"));
	}

	private Subject subject() {
		return this.core.subjects.find(this.id).orElseThrow();
	}

	private TestMfa with(MfaSettings settings) {
		return new TestMfa(this.core, settings, this.core.mfaStore);
	}

	private static Optional<AuthErrorCode> refusalOf(Runnable act) {
		try {
			act.run();
			return Optional.empty();
		}
		catch (AuthException ex) {
			return Optional.of(ex.code());
		}
	}

	private static void assertRefused(AuthErrorCode code, ThrowingCallable act) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(act).returns(code, AuthException::code);
	}

}
