package io.github.jwtauth.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.InvalidInputException;
import io.github.jwtauth.RandomBytes;
import io.github.jwtauth.Secret;
import io.github.jwtauth.TestRace;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.password.OldSystem;
import io.github.jwtauth.password.Passwords;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.protection.LockoutMode;
import io.github.jwtauth.protection.LockoutSettings;
import io.github.jwtauth.session.TokenPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class OldSystemPasswordsTests {

	private static final String EMAIL = "ada@example.com";

	private static final String WRONG = "wrong horse battery staple";

	private static final Secret HASHED = Secret.of("{test}" + TestJwtAuth.PASSWORD);

	/** Many first logins at once are all asked here, whatever the lockout would say. */
	private final TestJwtAuth auth = TestJwtAuth.with(LockoutSettings.defaults().in(LockoutMode.OFF));

	private final FakeOldSystem oldSystem = new FakeOldSystem();

	private final PasswordLogin login = this.auth.loginThrough(new OldSystemPasswords(this.oldSystem, this.auth.lookup,
			this.auth.accounts, this.auth.passwords, this.auth.transactions));

	@Test
	void rightPasswordOfTheOldSystemIsStoredAndNeverAskedForAgain() {
		Account moved = moved();
		assertThat(login(TestJwtAuth.PASSWORD).account().account().key()).isEqualTo(moved.key());
		assertThat(hashOf(moved)).contains(HASHED);
		login(TestJwtAuth.PASSWORD);
		assertThat(this.oldSystem.questions).hasValue(1);
	}

	@Test
	void wrongPasswordOfTheOldSystemIsAWrongPassword() {
		Account moved = moved();
		refused(WRONG, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(hashOf(moved)).contains(OldSystem.ASK);
		assertThat(this.auth.events.of(LoginFailed.class)).extracting(LoginFailed::reason)
			.containsExactly(LoginFailed.Reason.WRONG_PASSWORD);
	}

	@Test
	void accountWithAHashIsNeverAskedAbout() {
		this.auth.register(EMAIL);
		login(TestJwtAuth.PASSWORD);
		refused(WRONG, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.oldSystem.questions).hasValue(0);
	}

	@Test
	void accountWithoutAPasswordIsNeverAskedAbout() {
		this.auth.accounts.insertIfAbsent(somebody().withPasswordHash(null));
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.oldSystem.questions).hasValue(0);
	}

	@Test
	void accountThatWasNotMovedIsBrought() {
		this.oldSystem.brought = somebody().withPasswordHash(Secret.of("{theirs}hash"));
		assertThat(login(TestJwtAuth.PASSWORD)).isNotNull();
		assertThat(hashOf(this.oldSystem.brought)).contains(HASHED);
		login(TestJwtAuth.PASSWORD);
		refused(WRONG, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.oldSystem.questions).hasValue(1);
	}

	@Test
	void everyAnswerCostsOneComparisonAtLeast() {
		moved();
		for (String identifier : List.of(EMAIL, "nobody@example.com")) {
			int before = this.auth.encoder.comparisons();
			assertThatExceptionOfType(AuthException.class)
				.isThrownBy(() -> this.login.login(TestJwtAuth.attempt(identifier, WRONG)))
				.withMessage("Identifier or password is wrong.");
			assertThat(this.auth.encoder.comparisons()).isEqualTo(before + 1);
		}
	}

	@Test
	void broughtAccountPassesTheSameGate() {
		this.oldSystem.brought = somebody().withStatus(AccountStatus.DISABLED);
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		this.auth.accounts.delete(this.oldSystem.brought.key());
		this.oldSystem.brought = somebody().withEmail(EmailAddress.of(EMAIL), false);
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.EMAIL_NOT_VERIFIED);
		assertThat(this.auth.events.of(LoginFailed.class)).extracting(LoginFailed::reason)
			.containsExactly(LoginFailed.Reason.ACCOUNT_CLOSED, LoginFailed.Reason.EMAIL_NOT_VERIFIED);
	}

	@Test
	void accountThatTheIdentifierDoesNotFindOpensNothing() {
		this.oldSystem.brought = somebody().withEmail(EmailAddress.of("other@example.com"), true);
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
	}

	@Test
	void accountOfSomebodyElseIsNotTakenOver() {
		Account other = this.auth.register("other@example.com");
		this.oldSystem.brought = somebody().withEmail(EmailAddress.of("other@example.com"), true);
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.accounts.findByKey(other.key())).contains(other);
		assertThat(this.auth.accounts.findByKey(this.oldSystem.brought.key())).isEmpty();
	}

	@Test
	void oldSystemThatIsDownIsNoWrongPassword() {
		Account moved = moved();
		this.oldSystem.failure = new IllegalStateException("connection refused");
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.UNAVAILABLE);
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> this.login.login(TestJwtAuth.attempt("nobody@example.com", WRONG)))
			.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
		// what came back could not be read: no fault of the caller's
		this.oldSystem.failure = new InvalidInputException("email", "email_invalid", "not an address");
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.UNAVAILABLE);
		assertThat(hashOf(moved)).contains(OldSystem.ASK);
		assertThat(this.auth.events.all()).isEmpty();
		this.oldSystem.failure = null;
		assertThat(login(TestJwtAuth.PASSWORD)).isNotNull();
	}

	@Test
	void answerThatIsNoneIsNoVerdict() {
		PasswordLogin careless = this.auth.loginThrough(new OldSystemPasswords(new CarelessOldSystem(),
				this.auth.lookup, this.auth.accounts, this.auth.passwords, this.auth.transactions));
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> careless.login(TestJwtAuth.attempt(EMAIL, TestJwtAuth.PASSWORD)))
			.returns(AuthErrorCode.UNAVAILABLE, AuthException::code);
	}

	/** As a bcrypt of the host's does with more than 72 bytes. */
	@Test
	void passwordThatTheEncoderDoesNotTakeOpensNothing() {
		Account moved = moved();
		Passwords picky = new Passwords(new PickyEncoder(),
				new HashingBulkhead(new HashingSettings(4, 64, Duration.ofSeconds(10))), RandomBytes.secure());
		PasswordLogin pickyLogin = this.auth.loginThrough(new OldSystemPasswords(this.oldSystem, this.auth.lookup,
				this.auth.accounts, picky, this.auth.transactions));
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> pickyLogin.login(TestJwtAuth.attempt(EMAIL, TestJwtAuth.PASSWORD)))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThat(hashOf(moved)).contains(OldSystem.ASK);
		this.auth.accounts.delete(moved.key());
		this.oldSystem.brought = somebody();
		assertThatExceptionOfType(AuthException.class)
			.isThrownBy(() -> pickyLogin.login(TestJwtAuth.attempt(EMAIL, TestJwtAuth.PASSWORD)))
			.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
		assertThat(this.auth.accounts.findByKey(this.oldSystem.brought.key())).isEmpty();
	}

	@Test
	void passwordThatChangedWhileTheOldSystemWasAskedWins() {
		Account moved = moved();
		Secret changed = Secret.of("{test}a new long password");
		this.oldSystem.meanwhile = () -> this.auth.accounts.save(moved.withPasswordHash(changed));
		refused(TestJwtAuth.PASSWORD, AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(hashOf(moved)).contains(changed);
	}

	@Test
	void ofManyFirstLoginsAllAreRightAndOneAccountIsMade() throws Exception {
		int callers = 8;
		CyclicBarrier together = new CyclicBarrier(callers);
		this.oldSystem.brought = somebody();
		this.oldSystem.meanwhile = () -> {
			try {
				together.await(20, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		};
		assertThat(TestRace.of(callers, () -> login(TestJwtAuth.PASSWORD).account().id())).hasSize(callers)
			.containsOnly(this.auth.idOf(this.oldSystem.brought));
	}

	@Test
	void hangingOldSystemTakesSixteenThreadsAtMost() throws Exception {
		moved();
		CountDownLatch asked = new CountDownLatch(16);
		CountDownLatch release = new CountDownLatch(1);
		this.oldSystem.meanwhile = () -> {
			asked.countDown();
			try {
				release.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			IntStream.range(0, 16).forEach((number) -> threads.submit(() -> login(TestJwtAuth.PASSWORD)));
			assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
			refused(TestJwtAuth.PASSWORD, AuthErrorCode.BUSY);
			this.auth.register("bob@example.com");
			assertThat(this.login.login(TestJwtAuth.attempt("bob@example.com", TestJwtAuth.PASSWORD))).isNotNull();
		}
		finally {
			release.countDown();
			threads.shutdownNow();
		}
	}

	private Account moved() {
		Account account = somebody().withPasswordHash(OldSystem.ASK);
		this.auth.accounts.insertIfAbsent(account);
		return account;
	}

	private static Account somebody() {
		return TestAccounts.somebody().withEmail(EmailAddress.of(EMAIL), true);
	}

	private Optional<Secret> hashOf(Account account) {
		return this.auth.accounts.findByKey(account.key()).map(Account::passwordHash);
	}

	private TokenPair login(String password) {
		return this.login.login(TestJwtAuth.attempt(EMAIL, password));
	}

	private void refused(String password, AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> login(password))
			.returns(code, AuthException::code);
	}

	/** Written without null safety. */
	@SuppressWarnings("NullAway")
	private static final class CarelessOldSystem implements OldSystem {

		@Override
		public boolean accepts(Account account, Secret password) {
			return false;
		}

		@Override
		public Optional<Account> bring(String identifier, Secret password) {
			return null;
		}

	}

	private static final class PickyEncoder implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			if (TestJwtAuth.PASSWORD.contentEquals(password)) {
				throw new IllegalArgumentException("too long");
			}
			return "{test}" + password;
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
			return ("{test}" + password).equals(encoded);
		}

	}

	private static final class FakeOldSystem implements OldSystem {

		private final AtomicInteger questions = new AtomicInteger();

		private volatile Account brought;

		private volatile RuntimeException failure;

		private volatile Runnable meanwhile = () -> {
		};

		@Override
		public boolean accepts(Account account, Secret password) {
			return answer(password);
		}

		@Override
		public Optional<Account> bring(String identifier, Secret password) {
			boolean right = answer(password) && this.brought != null;
			return right ? Optional.of(this.brought) : Optional.empty();
		}

		private boolean answer(Secret password) {
			this.questions.incrementAndGet();
			this.meanwhile.run();
			if (this.failure != null) {
				throw this.failure;
			}
			return password.equals(Secret.of(TestJwtAuth.PASSWORD));
		}

	}

}
