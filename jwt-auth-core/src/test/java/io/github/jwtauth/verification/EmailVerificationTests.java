package io.github.jwtauth.verification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.EmailVerified;
import io.github.jwtauth.account.ExternalIdentityKey;
import io.github.jwtauth.account.LoginPolicy;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.notification.AccountNotice;
import io.github.jwtauth.notification.NoticeKind;
import io.github.jwtauth.onetimetoken.OneTimeTokenPurpose;
import io.github.jwtauth.onetimetoken.TokenOffer;
import io.github.jwtauth.registration.RegistrationOutcome.LoggedIn;
import io.github.jwtauth.registration.RegistrationOutcome.VerificationRequired;
import io.github.jwtauth.registration.TestRegistration;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EmailVerificationTests {

	private static final EmailAddress EMAIL = EmailAddress.of("ada@example.com");

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final TestRegistration house = new TestRegistration(this.auth, VerificationSettings.defaults());

	@Test
	void linkProvesTheAddressOnce() {
		AccountId id = register();
		Secret link = link();
		VerifiedAddress verified = this.house.verification.verify(link, null);
		assertThat(verified.account().id()).isEqualTo(id);
		assertThat(verified.account().account()).isEqualTo(account());
		assertThat(verified.exchange()).isFalse();
		assertThat(account().emailVerified()).isTrue();
		assertThat(this.auth.details.find(id).emailVerifiedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(this.auth.events.of(EmailVerified.class)).singleElement().returns(id, EmailVerified::accountId);
		assertInvalid(link);
		assertThat(this.auth.oneTimeTokens.size()).isZero();
		this.auth.login(EMAIL.value());
	}

	@Test
	void codeProvesTheAddressOnceAndUsesUpTheLink() {
		register();
		AccountNotice notice = notice();
		this.house.verification.verify(EMAIL, code(notice), null);
		assertThat(account().emailVerified()).isTrue();
		assertInvalid(code(notice));
		assertInvalid(link());
	}

	@Test
	void codeDiesAfterFiveAttemptsAndTheLinkWorksOn() {
		register();
		Secret right = code(notice());
		for (int attempt = 0; attempt < 5; attempt++) {
			assertInvalid(other(right));
		}
		assertThat(catchThrowableOfType(AuthException.class, () -> this.house.verification.verify(EMAIL, right, null))
			.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		this.house.verification.verify(link(), null);
	}

	@Test
	void fifthAttemptMayBeRight() {
		register();
		Secret right = code(notice());
		for (int attempt = 0; attempt < 4; attempt++) {
			assertInvalid(other(right));
		}
		this.house.verification.verify(EMAIL, right, null);
	}

	@Test
	void hundredGuessesAtOnceAreFiveAttempts() {
		register();
		Secret right = code(notice());
		List<Secret> guesses = new ArrayList<>();
		for (int guess = 0; guess < 5; guess++) {
			guesses.add(other(right));
		}
		TestRace.of(20, () -> {
			guesses.forEach(this::assertInvalid);
			return true;
		});
		assertThat(catchThrowableOfType(AuthException.class, () -> this.house.verification.verify(EMAIL, right, null))
			.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
	}

	@Test
	void codeOfSomebodyElseOrOfNobodyIsWrong() {
		register();
		Secret code = code(notice());
		for (String email : new String[] { "other@example.com", "nobody@example.com" }) {
			assertThat(catchThrowableOfType(AuthException.class,
					() -> this.house.verification.verify(EmailAddress.of(email), code, null))
				.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
		}
		for (String form : new String[] { "", "1234567", "123456789", "abcdefgh", "%", code.reveal() + " " }) {
			assertInvalid(Secret.of(form));
		}
		this.house.verification.verify(EMAIL, code, null);
	}

	@Test
	void twentyProofsAtOnceAreOne() {
		register();
		Secret link = link();
		Secret code = code(notice());
		List<Boolean> answers = TestRace.of(20, () -> {
			try {
				if (Thread.currentThread().getId() % 2 == 0) {
					this.house.verification.verify(link, null);
				}
				else {
					this.house.verification.verify(EMAIL, code, null);
				}
				return true;
			}
			catch (AuthException ex) {
				assertThat(ex.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
				return false;
			}
		});
		assertThat(answers).containsOnlyOnce(true);
		assertThat(this.auth.events.of(EmailVerified.class)).hasSize(1);
	}

	@Test
	void whatHappenedInBetweenVoidsIt() {
		AccountId id = register();
		Secret link = link();
		Account account = account();
		this.auth.accounts.save(account.withStatus(AccountStatus.DISABLED));
		assertInvalid(link);
		this.auth.accounts.save(account.withEmail(EmailAddress.of("new@example.com"), false));
		assertInvalid(link);
		this.auth.accounts.save(account);
		this.auth.changes.credentialsChanged(id);
		assertInvalid(link);
		assertThat(account().emailVerified()).isFalse();
		this.auth.accounts.delete(account.key());
		assertInvalid(link);
	}

	@Test
	void expiredLinkAndCodeAreInvalid() {
		register();
		Secret link = link();
		Secret code = code(notice());
		this.auth.clock.advance(Duration.ofHours(24));
		assertInvalid(link);
		assertThat(catchThrowableOfType(AuthException.class, () -> this.house.verification.verify(EMAIL, code, null))
			.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMAIL_VERIFICATION")
	void tokenOfAnotherPurposeIsInvalid(OneTimeTokenPurpose purpose) {
		register();
		Secret token = this.auth.mailedTokens.issue(new TokenOffer(purpose,
				this.auth.subjects.subjectOf(account().key()), Duration.ofHours(1), null, "email=ada%40example.com"));
		assertInvalid(token);
		assertThat(account().emailVerified()).isFalse();
	}

	@Test
	void newestMailVoidsTheOneBefore() {
		register();
		Secret first = link();
		Secret firstCode = code(notice());
		this.house.verification.resend(EMAIL);
		assertThat(this.auth.notices.all(NoticeKind.VERIFY_EMAIL)).hasSize(2);
		assertInvalid(first);
		if (!firstCode.equals(code(notice()))) {
			assertInvalid(firstCode);
		}
		this.house.verification.verify(link(), null);
	}

	@Test
	void resendTellsNothingAndTakesTheSame() {
		Account verified = this.auth.register("verified@example.com");
		this.auth.accounts.save(verified);
		for (AccountStatus status : new AccountStatus[] { AccountStatus.LOCKED, AccountStatus.DISABLED }) {
			Account closed = this.auth.register(status + "@example.com");
			this.auth.accounts.save(closed.withEmail(closed.email(), false).withStatus(status));
		}
		register();
		int perToken = this.house.drawn.get();
		for (String email : new String[] { EMAIL.value(), "verified@example.com", "locked@example.com",
				"disabled@example.com", "nobody@example.com" }) {
			this.auth.notices.clear();
			this.house.drawn.set(0);
			this.house.verification.resend(EmailAddress.of(email));
			assertThat(this.auth.notices.work()).as(email).isEqualTo(1);
			assertThat(this.house.drawn.get()).as(email).isEqualTo(perToken);
			assertThat(this.auth.notices.all()).as(email).hasSize(email.equals(EMAIL.value()) ? 1 : 0);
		}
	}

	@Test
	void whatWasDeliveredStaysGoodWhenTheMailboxIsFull() {
		register();
		AccountNotice delivered = notice();
		int perToken = this.house.drawn.get();
		this.auth.notices.leaveNoRoom();
		for (String email : new String[] { EMAIL.value(), "nobody@example.com" }) {
			this.auth.notices.clear();
			this.house.drawn.set(0);
			this.house.verification.resend(EmailAddress.of(email));
			assertThat(this.auth.notices.work()).as(email).isEqualTo(1);
			assertThat(this.house.drawn.get()).as(email).isEqualTo(perToken);
			assertThat(this.auth.notices.all()).as(email).isEmpty();
		}
		this.house.verification.verify(EMAIL, code(delivered), null);
		assertThat(account().emailVerified()).isTrue();
	}

	@Test
	void mailGoesToTheStoredSpelling() {
		this.house.registration.register(TestRegistration.form("Ada@Example.com", TestJwtAuth.PASSWORD));
		this.house.verification.resend(EMAIL);
		assertThat(notice().recipient().value()).isEqualTo("Ada@Example.com");
	}

	@Test
	void proofEndsWhatOthersPreparedButTheSessionOfTheRegistration() {
		TestJwtAuth open = new TestJwtAuth(SessionSettings.defaults(), LoginPolicy.activeAccounts(false));
		TestRegistration rooms = new TestRegistration(open,
				new VerificationSettings(VerificationMode.OPTIONAL, Duration.ofHours(24), false));
		TokenPair own = ((LoggedIn) rooms.registration
			.register(TestRegistration.form(EMAIL.value(), TestJwtAuth.PASSWORD))).tokens();
		AccountId id = own.account().id();
		TokenPair other = open.login(EMAIL.value());
		ExternalIdentityKey identity = new ExternalIdentityKey("https://id.example", "666");
		open.identities.linkIfAbsent(identity, id, open.clock.instant());
		for (OneTimeTokenPurpose purpose : OneTimeTokenPurpose.voidAfterCredentialChange()) {
			if (purpose != OneTimeTokenPurpose.EMAIL_VERIFICATION) {
				open.mailedTokens
					.issue(new TokenOffer(purpose, own.account().subject(), Duration.ofMinutes(10), null, null));
			}
		}
		rooms.verification.resend(EMAIL);
		rooms.verification.verify(open.notices.lastToken(NoticeKind.VERIFY_EMAIL), null);
		assertThat(open.sessions.findLive(id, open.clock.instant())).singleElement()
			.satisfies((session) -> assertThat(session.id()).isEqualTo(own.session().id()));
		assertThat(catchThrowableOfType(AuthException.class, () -> open.refresh(other.refreshToken())).code())
			.isEqualTo(AuthErrorCode.SESSION_ENDED);
		open.refresh(own.refreshToken());
		assertThat(open.identities.findAccount(identity)).isEmpty();
		assertThat(open.oneTimeTokens.size()).isZero();
	}

	@Test
	void onlyTheBrowserThatRegisteredGetsASession() { // decision 10
		TestRegistration rooms = new TestRegistration(this.auth,
				new VerificationSettings(VerificationMode.MANDATORY, Duration.ofHours(24), true));
		Secret browser = browser(rooms);
		assertThat(rooms.verification.verify(link(), browser).exchange()).isTrue();

		Account owner = account();
		Secret victims = browser(rooms);
		assertThat(account()).isEqualTo(owner);
		assertThat(this.auth.notices.last(NoticeKind.ADDRESS_REGISTERED_ALREADY).token()).isNull();
		assertThat(victims).isNotEqualTo(browser);
	}

	@Test
	void anotherBrowserOnlyProvesTheAddress() { // decision 10
		TestRegistration rooms = new TestRegistration(this.auth,
				new VerificationSettings(VerificationMode.MANDATORY, Duration.ofHours(24), true));
		browser(rooms);
		Secret stranger = this.auth.mailedTokens.newBrowser();
		assertThat(rooms.verification.verify(link(), stranger).exchange()).isFalse();
		assertThat(account().emailVerified()).isTrue();
	}

	@Test
	void anotherMailKeepsTheBrowserOfTheRegistrationAndNoOther() { // decision 10
		TestRegistration rooms = new TestRegistration(this.auth,
				new VerificationSettings(VerificationMode.MANDATORY, Duration.ofHours(24), true));
		Secret browser = browser(rooms);
		rooms.verification.resend(EMAIL);
		assertThat(rooms.verification.verify(link(), browser).exchange()).isTrue();
	}

	@Test
	void withoutTheSettingThereIsNoSession() {
		assertThat(this.house.registration.register(TestRegistration.form(EMAIL.value(), TestJwtAuth.PASSWORD)))
			.isEqualTo(new VerificationRequired(EMAIL, null));
		assertThat(this.house.verification.verify(link(), this.auth.mailedTokens.newBrowser()).exchange()).isFalse();
	}

	@Test
	void lifetimeHasBounds() {
		for (Duration lifetime : List.of(Duration.ofMinutes(59), Duration.ofHours(73))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new VerificationSettings(VerificationMode.MANDATORY, lifetime, false));
		}
	}

	private AccountId register() {
		this.house.registration.register(TestRegistration.form(EMAIL.value(), TestJwtAuth.PASSWORD));
		return this.auth.idOf(account());
	}

	private static Secret browser(TestRegistration rooms) {
		VerificationRequired outcome = (VerificationRequired) rooms.registration
			.register(TestRegistration.form(EMAIL.value(), TestJwtAuth.PASSWORD));
		return Optional.ofNullable(outcome.browser()).orElseThrow();
	}

	private Account account() {
		return this.auth.accounts.findByIdentifier(EMAIL.value()).orElseThrow();
	}

	private AccountNotice notice() {
		return this.auth.notices.last(NoticeKind.VERIFY_EMAIL);
	}

	private Secret link() {
		return this.auth.notices.lastToken(NoticeKind.VERIFY_EMAIL);
	}

	private static Secret code(AccountNotice notice) {
		return Objects.requireNonNull(notice.code());
	}

	private static Secret other(Secret code) {
		return Secret
			.of((code.reveal().charAt(0) == '9') ? "0" + code.reveal().substring(1) : "9" + code.reveal().substring(1));
	}

	private void assertInvalid(Secret tokenOrCode) {
		AuthException refusal = catchThrowableOfType(AuthException.class,
				() -> (tokenOrCode.reveal().startsWith("jot_") ? this.house.verification.verify(tokenOrCode, null)
						: this.house.verification.verify(EMAIL, tokenOrCode, null))
					.account());
		assertThat(refusal.code()).isEqualTo(AuthErrorCode.INVALID_ONE_TIME_TOKEN);
	}

}
