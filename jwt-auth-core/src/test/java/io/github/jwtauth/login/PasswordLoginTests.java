package io.github.jwtauth.login;

import java.util.List;
import java.util.stream.IntStream;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestDevices;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.LoginDecision;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.session.SessionEndReason;
import io.github.jwtauth.session.SessionEndedException;
import io.github.jwtauth.session.SessionOpened;
import io.github.jwtauth.session.SessionSettings;
import io.github.jwtauth.session.TokenPair;
import io.github.jwtauth.token.AccessTokenClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordLoginTests {

	private static final String WRONG = "wrong horse battery staple";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account account = this.auth.register("Ada@example.com");

	private final AccountId id = this.auth.idOf(this.account);

	@Test
	void rightPasswordOpensASession() {
		TokenPair tokens = this.auth.login("ada@EXAMPLE.com");
		assertThat(this.auth.sessions.findLive(this.id, this.auth.clock.instant())).containsExactly(tokens.session());
		assertThat(tokens.account().id()).isEqualTo(this.id);
		assertThat(tokens.session().amr()).containsExactly("pwd");
		assertThat(tokens.session().authenticatedAt()).isEqualTo(this.auth.clock.instant());
		assertThat(this.auth.subjects.lastLoginAt(this.id)).contains(this.auth.clock.instant());
		AccessTokenClaims claims = this.auth.claimsOf(tokens);
		assertThat(claims.subject()).isEqualTo(this.id.toString());
		assertThat(claims.sessionId()).isEqualTo(tokens.session().id().toString());
		assertThat(claims.amr()).containsExactly("pwd");
		assertThat(claims.emailVerified()).isTrue();
		assertThat(claims.roles()).containsExactly("USER");
		assertThat(claims.additional()).isEmpty();
	}

	@Test
	void openedSessionIsTold() {
		TokenPair tokens = this.auth.login("ada@example.com");
		assertThat(this.auth.events.all()).containsExactly(new SessionOpened(this.auth.clock.instant(), this.id,
				tokens.session().id(), TestDevices.laptop(), List.of("pwd")));
	}

	@Test
	void everyFailureIsOneAnswerAtTheSamePrice() { // R-19
		this.auth.accounts.insertIfAbsent(account("locked").withStatus(AccountStatus.LOCKED));
		this.auth.accounts.insertIfAbsent(account("disabled").withStatus(AccountStatus.DISABLED));
		this.auth.accounts.insertIfAbsent(account("passwordless").withPasswordHash(null));
		this.auth.accounts.insertIfAbsent(account("unproven").withEmail(account("unproven").email(), false));
		List<LoginAttempt> attempts = List.of(TestJwtAuth.attempt("nobody@example.com", TestJwtAuth.PASSWORD),
				TestJwtAuth.attempt("ada@example.com", WRONG),
				TestJwtAuth.attempt("locked@example.com", TestJwtAuth.PASSWORD),
				TestJwtAuth.attempt("locked@example.com", WRONG),
				TestJwtAuth.attempt("disabled@example.com", TestJwtAuth.PASSWORD),
				TestJwtAuth.attempt("disabled@example.com", WRONG),
				TestJwtAuth.attempt("passwordless@example.com", TestJwtAuth.PASSWORD),
				TestJwtAuth.attempt("unproven@example.com", WRONG));
		for (LoginAttempt attempt : attempts) {
			int comparisons = this.auth.encoder.comparisons();
			int encodings = this.auth.encoder.encodings();
			assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.login.login(attempt))
				.withMessage("Identifier or password is wrong.")
				.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code)
				.returns(null, AuthException::retryAfter);
			assertThat(this.auth.encoder.comparisons()).isEqualTo(comparisons + 1);
			assertThat(this.auth.encoder.encodings()).isEqualTo(encodings);
		}
	}

	@Test
	void hostIsToldWhyALoginFailed() {
		this.auth.accounts.insertIfAbsent(account("locked").withStatus(AccountStatus.LOCKED));
		assertRefused("nobody@example.com", TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		assertRefused("ada@example.com", WRONG, AuthErrorCode.INVALID_CREDENTIALS);
		assertRefused("locked@example.com", TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		List<LoginFailed> failures = this.auth.events.of(LoginFailed.class);
		assertThat(failures).extracting(LoginFailed::reason)
			.containsExactly(LoginFailed.Reason.UNKNOWN_ACCOUNT, LoginFailed.Reason.WRONG_PASSWORD,
					LoginFailed.Reason.ACCOUNT_CLOSED);
		assertThat(failures.get(0).accountId()).isNull();
		assertThat(failures.get(1).accountId()).isEqualTo(this.id);
		assertThat(this.auth.subjects.lastLoginAt(this.id)).isEmpty();
	}

	@Test
	void unprovenAddressIsToldToTheRightPasswordOnly() { // R-19
		this.auth.accounts.save(this.account.withEmail(this.account.email(), false));
		assertRefused("ada@example.com", WRONG, AuthErrorCode.INVALID_CREDENTIALS);
		assertRefused("ada@example.com", TestJwtAuth.PASSWORD, AuthErrorCode.EMAIL_NOT_VERIFIED);
		assertThat(this.auth.liveSessions(this.id)).isZero();
	}

	@Test
	void loginNeverContinuesASession() { // R-14
		TokenPair old = this.auth.login("ada@example.com");
		LoginAttempt again = new LoginAttempt("ada@example.com",
				RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), TestDevices.laptop(), false,
				old.refreshToken());
		TokenPair tokens = this.auth.login.login(again);
		assertThat(tokens.session().id()).isNotEqualTo(old.session().id());
		assertThat(tokens.refreshToken()).isNotEqualTo(old.refreshToken());
		assertThat(this.auth.liveSessions(this.id)).isEqualTo(1);
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> this.auth.refresh(old.refreshToken()))
			.returns(SessionEndReason.LOGGED_OUT, SessionEndedException::reason);
	}

	@Test
	void sessionOfSomebodyElseInTheSameBrowserMakesWay() { // R-14
		this.auth.register("bob@example.com");
		TokenPair bobs = this.auth.login("bob@example.com");
		this.auth.login
			.login(new LoginAttempt("ada@example.com", RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"),
					TestDevices.laptop(), false, bobs.refreshToken()));
		assertThat(this.auth.liveSessions(bobs.account().id())).isZero();
	}

	@Test
	void failedLoginLeavesThePresentedSessionAlone() {
		TokenPair old = this.auth.login("ada@example.com");
		LoginAttempt wrong = new LoginAttempt("ada@example.com", RawPassword.of(Secret.of(WRONG), "password"),
				TestDevices.laptop(), false, old.refreshToken());
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> this.auth.login.login(wrong));
		assertThat(this.auth.refresh(old.refreshToken())).isNotNull();
	}

	@Test
	void presentedRubbishIsIgnored() {
		LoginAttempt attempt = new LoginAttempt("ada@example.com",
				RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), TestDevices.laptop(), false,
				Secret.of("rubbish"));
		assertThat(this.auth.login.login(attempt)).isNotNull();
	}

	@Test
	void rememberedLoginIdlesLater() {
		TokenPair tokens = this.auth.login.login(new LoginAttempt("ada@example.com",
				RawPassword.of(Secret.of(TestJwtAuth.PASSWORD), "password"), TestDevices.laptop(), true, null));
		assertThat(tokens.session().rememberMe()).isTrue();
		assertThat(tokens.session().idleExpiresAt())
			.isEqualTo(this.auth.clock.instant().plus(SessionSettings.defaults().rememberMeLifetime()));
	}

	@Test
	void outdatedHashIsReplacedByALogin() { // R-12
		this.auth.accounts.save(this.account.withPasswordHash(Secret.of("{test-old}" + TestJwtAuth.PASSWORD)));
		this.auth.login("ada@example.com");
		assertThat(this.auth.accounts.findByKey(this.account.key())).map(Account::passwordHash)
			.contains(Secret.of("{test}" + TestJwtAuth.PASSWORD));
	}

	@Test
	void outdatedHashStaysWhenTheLoginFails() { // R-12
		Secret old = Secret.of("{test-old}" + TestJwtAuth.PASSWORD);
		this.auth.accounts.save(this.account.withPasswordHash(old));
		assertRefused("ada@example.com", WRONG, AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.save(this.account.withPasswordHash(old).withStatus(AccountStatus.LOCKED));
		assertRefused("ada@example.com", TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.accounts.findByKey(this.account.key())).map(Account::passwordHash).contains(old);
	}

	@Test
	void loginThatStartedUnderTheOldPasswordComesTooLate() { // X-34
		TestJwtAuth[] racing = new TestJwtAuth[1];
		racing[0] = new TestJwtAuth(SessionSettings.defaults(), (candidate) -> {
			racing[0].changes.credentialsChanged(racing[0].idOf(candidate));
			return LoginDecision.ALLOWED;
		});
		AccountId racer = racing[0].idOf(racing[0].register("ada@example.com"));
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> racing[0].login("ada@example.com"))
			.withMessage("Identifier or password is wrong.")
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThat(racing[0].liveSessions(racer)).isZero();
		assertThat(racing[0].events.of(LoginFailed.class)).extracting(LoginFailed::reason)
			.containsExactly(LoginFailed.Reason.CREDENTIAL_CHANGED);
	}

	@Test
	void accountWithTooManyRolesOpensNoSession() { // R-60
		this.auth.accounts
			.save(this.account.withRoles(IntStream.range(0, 51).mapToObj((number) -> "R" + number).toList()));
		assertRefused("ada@example.com", TestJwtAuth.PASSWORD, AuthErrorCode.TOKEN_TOO_LARGE);
		assertThat(this.auth.liveSessions(this.id)).isZero();
		assertThat(this.auth.events.all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\nb", "a\u0085b", "\ud800", "" })
	void unreadableIdentifierIsRefusedBeforeAnything(String identifier) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> TestJwtAuth.attempt(identifier, TestJwtAuth.PASSWORD))
			.returns("identifier", InvalidInputException::field);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> TestJwtAuth.attempt("a".repeat(255), TestJwtAuth.PASSWORD));
		assertThat(this.auth.encoder.comparisons()).isZero();
	}

	private Account account(String name) {
		return TestAccounts.withPassword(name + "@example.com", Secret.of("{test}" + TestJwtAuth.PASSWORD));
	}

	private void assertRefused(String identifier, String password, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.auth.login.login(TestJwtAuth.attempt(identifier, password)))
			.returns(code, AuthException::code);
	}

}
