package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.account.Subject;
import io.github.jwtauth.mfa.FactorUnreadable;
import io.github.jwtauth.mfa.MfaMode;
import io.github.jwtauth.mfa.MfaSettings;
import io.github.jwtauth.mfa.TestFactors;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.registration.RegistrationMode;
import io.github.jwtauth.registration.RegistrationPolicy;
import io.github.jwtauth.registration.RegistrationSettings;
import io.github.jwtauth.registration.TestRegistration;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.verification.VerificationMode;
import io.github.jwtauth.verification.VerificationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** No way to a session leads around the second factor. */
class FactorGateTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register(EMAIL);

	private final AccountId id = this.auth.idOf(this.account);

	@ParameterizedTest
	@EnumSource
	void everyWayAsksAndGoesOnWithTheRightAnswer(Way way) {
		TestFactors.App app = this.auth.factors.enable(this.id);
		MfaRequiredException asked = asked(this.auth, way);
		assertThat(asked.methods()).containsExactly("totp", "recovery_code");
		assertThat(this.auth.liveSessions(this.id)).isZero();
		assertThat(this.auth.subjects.lastLoginAt(this.id)).isEmpty();
		FactorLoggedIn loggedIn = this.auth.factorLogin.verify(TestFactorAttempts.of(asked, app.code()));
		assertThat(loggedIn.tokens().session().amr()).containsExactly(way.amr, "otp", "mfa");
		assertThat(loggedIn.firstLogin()).isEqualTo(way == Way.EXCHANGE);
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void whoeverNeedsAFactorSetsItUpFirst(Way way) { // decision 24
		for (MfaSettings mfa : List.of(settings(MfaMode.REQUIRED, Set.of()),
				settings(MfaMode.OPTIONAL, Set.of("ADMIN")))) {
			TestJwtAuth here = TestJwtAuth.with(mfa);
			Account owner = here.register(EMAIL);
			here.accounts.save(owner.withRoles(Set.of("ADMIN", "USER")));
			MfaEnrollmentRequiredException needed = catchThrowableOfType(MfaEnrollmentRequiredException.class,
					() -> way.login(here));
			assertThat(here.liveSessions(here.idOf(owner))).isZero();
			assertThat(here.enrollmentTokens.find(needed.token())).contains(here.idOf(owner));
			TestFactors.App app = here.factors.enable(here.idOf(owner));
			assertThat(here.factorLogin.verify(TestFactorAttempts.of(asked(here, way), app.code()))).isNotNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void nobodyIsAskedWhereItIsOffOrThereIsNone(Way way) {
		assertThat(way.login(this.auth).session().amr()).containsExactly(way.amr);
		TestJwtAuth off = TestJwtAuth.with(settings(MfaMode.DISABLED, Set.of()));
		off.factors.enable(off.idOf(off.register(EMAIL)));
		assertThat(way.login(off).session().amr()).containsExactly(way.amr);
	}

	@Test
	void oddStatesAreWhatIsStored() {
		this.auth.factors.pending(this.id);
		this.auth.factors.recoveryCodes(this.id);
		assertThat(this.auth.login(EMAIL)).isNotNull();
		this.auth.mfaStore.removeTotp(this.id);
		assertThat(this.auth.login(EMAIL)).isNotNull();
		this.auth.factors.enableUnreadable(this.id);
		MfaRequiredException asked = asked(this.auth, Way.PASSWORD);
		assertThat(asked.methods()).contains("totp");
		TestFactors.App other = this.auth.factors.enable(new AccountId(UUID.randomUUID()));
		TestFactorAttempts.assertWrong(this.auth, TestFactorAttempts.of(asked, other.code()));
		assertThat(this.auth.events.of(FactorUnreadable.class)).isNotEmpty();
		this.auth.mfaStore.replaceRecoveryCodes(this.id, List.of());
		assertThat(asked(this.auth, Way.PASSWORD).methods()).containsExactly("totp");
	}

	@Test
	void aProviderThatHasAskedIsBelieved() {
		this.auth.factors.enable(this.id);
		TokenPair tokens = this.auth.externalLogin.open(this.id, List.of("fed", "mfa"), TestDevices.phone(), false);
		assertThat(tokens.session().amr()).containsExactly("fed", "mfa");
	}

	@Test
	void aResetDoesNotTouchTheFactorAndOpensNothing() {
		TestFactors.App app = this.auth.factors.enable(this.id);
		MfaRequiredException before = asked(this.auth, Way.PASSWORD);
		this.auth.passwordReset.request(EmailAddress.of(EMAIL));
		this.auth.passwordReset.confirm(this.auth.notices.lastToken(NoticeKind.RESET_PASSWORD),
				RawPassword.ofNew(Secret.of("another horse, another battery"), "new_password"), TestDevices.laptop());
		assertThat(this.auth.liveSessions(this.id)).isZero();
		TestFactorAttempts.assertVoid(this.auth, TestFactorAttempts.of(before, app.code()));
		assertThatExceptionOfType(MfaRequiredException.class)
			.isThrownBy(() -> this.auth.login.login(TestJwtAuth.attempt(EMAIL, "another horse, another battery")));
	}

	@Test
	void anExchangeTokenBecomesOneChallengeAndItsLinkWaitsForTheAnswer() {
		TestFactors.App app = this.auth.factors.enable(this.id);
		ExternalIdentityKey identity = new ExternalIdentityKey("https://id.example", "ada");
		Secret browser = this.auth.exchange.newBrowser();
		Secret token = this.auth.exchange.issue(new ExchangeOffer(this.auth.subjects.subjectOf(this.account.key()),
				List.of("fed"), true, true, browser, new PendingLink(identity, EmailAddress.of(EMAIL))));
		ExchangeAttempt attempt = new ExchangeAttempt(token, browser, TestDevices.phone(), null);
		MfaRequiredException asked = catchThrowableOfType(MfaRequiredException.class,
				() -> this.auth.exchange.exchange(attempt));
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.exchange.exchange(attempt))
			.returns(AuthErrorCode.INVALID_TOKEN, AuthException::code);
		assertThat(this.auth.identities.findAccount(identity)).isEmpty();
		FactorLoggedIn loggedIn = this.auth.factorLogin.verify(TestFactorAttempts.of(asked, app.code()));
		assertThat(loggedIn.firstLogin()).isTrue();
		assertThat(loggedIn.tokens().session().rememberMe()).isTrue();
		assertThat(this.auth.identities.findAccount(identity)).contains(this.id);
	}

	@Test
	void anOldHashIsReplacedAlsoWhereTheFactorIsAsked() {
		this.auth.factors.enable(this.id);
		PasswordLogin login = this.auth.loginThrough((identifier, password) -> new PasswordVerdict.Right(
				this.auth.lookup.byIdentifier(EMAIL).orElseThrow(), Optional.of(Secret.of("{new}hash"))));
		assertThatExceptionOfType(MfaRequiredException.class)
			.isThrownBy(() -> login.login(TestJwtAuth.attempt(EMAIL, TestJwtAuth.PASSWORD)));
		assertThat(this.auth.accounts.findByKey(this.account.key()).orElseThrow().passwordHash())
			.isEqualTo(Secret.of("{new}hash"));
	}

	@Test
	void aRegistrationThatNeedsAFactorMakesTheAccountAndNoSession() {
		TestJwtAuth here = TestJwtAuth.with(settings(MfaMode.REQUIRED, Set.of()), LoginPolicy.activeAccounts(false));
		TestRegistration house = new TestRegistration(here, here.accounts,
				new VerificationSettings(VerificationMode.OPTIONAL, Duration.ofHours(24), false),
				RegistrationSettings.of(List.of("USER")), RegistrationPolicy.of(RegistrationMode.OPEN));
		MfaEnrollmentRequiredException needed = catchThrowableOfType(MfaEnrollmentRequiredException.class,
				() -> house.registration.register(TestRegistration.form(EMAIL, TestJwtAuth.PASSWORD)));
		AccountId made = here.lookup.byIdentifier(EMAIL).orElseThrow().id();
		assertThat(here.liveSessions(made)).isZero();
		assertThat(here.enrollmentTokens.find(needed.token())).contains(made);
		assertThat(here.notices.all(NoticeKind.VERIFY_EMAIL)).hasSize(1);
	}

	@Test
	void aRoleThatNeedsAFactorEndsASessionWithoutAtItsNextRefresh() {
		TestJwtAuth here = TestJwtAuth.with(settings(MfaMode.OPTIONAL, Set.of("ADMIN")));
		Account owner = here.register(EMAIL);
		TokenPair without = here.login(EMAIL);
		TestFactors.App app = here.factors.enable(here.idOf(owner));
		TokenPair with = here.factorLogin.verify(TestFactorAttempts.of(asked(here, Way.PASSWORD), app.code())).tokens();
		here.accounts.save(owner.withRoles(Set.of("ADMIN")));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(SessionEndedException.class)
				.isThrownBy(() -> here.refresh(without.refreshToken()))
				.returns(SessionEndReason.REVOKED_BY_ADMIN, SessionEndedException::reason);
		}
		assertThat(here.refresh(with.refreshToken()).session().amr()).contains("mfa");
	}

	@Test
	void anEnrolmentTokenIsWorthNothingOnceItIsOvertaken() {
		TestJwtAuth here = TestJwtAuth.with(settings(MfaMode.REQUIRED, Set.of()));
		Account owner = here.register(EMAIL);
		Secret expired = enrollment(here);
		here.clock.advance(MfaEnrollmentTokens.LIFETIME);
		assertThat(here.enrollmentTokens.find(expired)).isEmpty();
		Secret closed = enrollment(here);
		here.accounts.save(owner.withStatus(AccountStatus.LOCKED));
		assertThat(here.enrollmentTokens.find(closed)).isEmpty();
		here.accounts.save(owner);
		Secret used = enrollment(here);
		assertThat(here.transactions.alone(() -> here.enrollmentTokens.consume(used))).isTrue();
		assertThat(here.transactions.alone(() -> here.enrollmentTokens.consume(used))).isFalse();
		Secret overtaken = enrollment(here);
		here.changes.credentialsChanged(here.idOf(owner));
		assertThat(here.enrollmentTokens.find(overtaken)).isEmpty();
	}

	private static Secret enrollment(TestJwtAuth here) {
		return catchThrowableOfType(MfaEnrollmentRequiredException.class, () -> here.login(EMAIL)).token();
	}

	private static MfaSettings settings(MfaMode mode, Set<String> roles) {
		return new MfaSettings(mode, roles, Duration.ofDays(30), "shop");
	}

	static MfaRequiredException asked(TestJwtAuth auth, Way way) {
		return catchThrowableOfType(MfaRequiredException.class, () -> way.login(auth));
	}

	/**
	 * The ways to a session.
	 */
	enum Way {

		PASSWORD("pwd", (auth, subject) -> auth.login(EMAIL)),

		EXTERNAL("fed",
				(auth, subject) -> auth.externalLogin.open(subject.id(), List.of("fed"), TestDevices.laptop(), false)),

		EXTERNAL_HERE("fed",
				(auth, subject) -> auth.externalLogin
					.open(new ExternalAttempt(subject.id(), List.of("fed"), TestDevices.laptop(), false, null, null))),

		EXCHANGE("fed", (auth, subject) -> {
			Secret browser = auth.exchange.newBrowser();
			Secret token = auth.exchange.issue(new ExchangeOffer(subject, List.of("fed"), false, true, browser, null));
			return auth.exchange.exchange(new ExchangeAttempt(token, browser, TestDevices.laptop(), null)).tokens();
		});

		final String amr;

		private final BiFunction<TestJwtAuth, Subject, TokenPair> login;

		Way(String amr, BiFunction<TestJwtAuth, Subject, TokenPair> login) {
			this.amr = amr;
			this.login = login;
		}

		TokenPair login(TestJwtAuth auth) {
			return this.login.apply(auth, auth.lookup.byIdentifier(EMAIL).orElseThrow().subject());
		}

	}

}
