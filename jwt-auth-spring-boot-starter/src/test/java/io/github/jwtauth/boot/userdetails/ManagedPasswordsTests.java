package io.github.jwtauth.boot.userdetails;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.jwtauth.AuthErrorCode;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.TestAccounts;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.login.PasswordLogin;
import io.github.jwtauth.login.TestJwtAuth;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingSettings;
import io.github.jwtauth.session.TokenPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What becomes of the answers of an authentication manager.
 */
@Timeout(60)
class ManagedPasswordsTests {

	private static final String EMAIL = "ada@example.com";

	private final TestJwtAuth auth = TestJwtAuth.create();

	private final Account ada = this.auth.register(EMAIL);

	private final HashingBulkhead bulkhead = new HashingBulkhead(new HashingSettings(1, 0, Duration.ZERO));

	private Supplier<Authentication> manager = () -> named(this.ada.key());

	private final PasswordLogin login = this.auth
		.loginThrough(new ManagedPasswords((attempt) -> this.manager.get(), this.auth.lookup, this.bulkhead));

	@Test
	void whomTheManagerLetsInGetsASession() {
		assertThat(login("whatever").account().account()).isEqualTo(this.ada);
		assertThat(this.auth.encoder.comparisons()).isZero();
		assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
	}

	@Test
	void everyRefusalIsOneAnswer() {
		List<AuthenticationException> refusals = List.of(new BadCredentialsException("bad"),
				new UsernameNotFoundException("unknown"), new LockedException("locked"),
				new DisabledException("disabled"), new AccountExpiredException("old"),
				new CredentialsExpiredException("old password"));
		for (AuthenticationException refusal : refusals) {
			this.manager = () -> {
				throw refusal;
			};
			assertThatExceptionOfType(AuthException.class).isThrownBy(() -> login("x"))
				.withMessage("Identifier or password is wrong.")
				.returns(AuthErrorCode.INVALID_CREDENTIALS, AuthException::code);
			// Apart, so that they do not add up.
			this.auth.clock.advance(Duration.ofMinutes(6));
		}
		assertThat(this.auth.events.of(LoginFailed.class)).extracting(LoginFailed::reason)
			.containsExactly(LoginFailed.Reason.WRONG_PASSWORD, LoginFailed.Reason.UNKNOWN_ACCOUNT,
					LoginFailed.Reason.ACCOUNT_CLOSED, LoginFailed.Reason.ACCOUNT_CLOSED,
					LoginFailed.Reason.ACCOUNT_CLOSED, LoginFailed.Reason.ACCOUNT_CLOSED);
	}

	@Test
	void directoryThatIsDownIsNoWrongPassword() {
		for (AuthenticationException outage : List.of(new AuthenticationServiceException("down"),
				new InternalAuthenticationServiceException("down"))) {
			this.manager = () -> {
				throw outage;
			};
			refused(AuthErrorCode.UNAVAILABLE);
		}
		assertThat(this.auth.events.all()).isEmpty();
	}

	@Test
	void managerThatTakesNoPasswordsIsAMistakeOfTheHost() {
		this.manager = () -> {
			throw new ProviderNotFoundException("none");
		};
		assertThatIllegalStateException().isThrownBy(() -> login("x"));
		this.manager = () -> UsernamePasswordAuthenticationToken.unauthenticated(EMAIL, "x");
		assertThatIllegalStateException().isThrownBy(() -> login("x"));
	}

	@Test
	void theSourceOfAccountsHasTheLastWord() {
		this.auth.accounts.save(this.ada.withStatus(AccountStatus.LOCKED));
		refused(AuthErrorCode.INVALID_CREDENTIALS);
		this.manager = () -> named("stranger");
		refused(AuthErrorCode.INVALID_CREDENTIALS);
	}

	@Test
	void theManagerSaysWhoItIs() {
		Account other = TestAccounts.somebody().withUsername("other");
		this.auth.accounts.insertIfAbsent(other);
		this.manager = () -> named("other");
		assertThat(login("x").account().account()).isEqualTo(other);
	}

	@Test
	void passwordThatChangesWhileTheManagerIsAskedVoidsTheLogin() {
		this.manager = () -> {
			this.auth.changes.credentialsChanged(this.auth.idOf(this.ada));
			return named(this.ada.key());
		};
		refused(AuthErrorCode.INVALID_CREDENTIALS);
		assertThat(this.auth.events.of(LoginFailed.class)).extracting(LoginFailed::reason)
			.containsExactly(LoginFailed.Reason.CREDENTIAL_CHANGED);
	}

	@Test
	void theManagerIsAskedInsideTheBulkhead() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.manager = () -> {
			asked.countDown();
			try {
				release.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return named(this.ada.key());
		};
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<?> first = threads.submit(() -> login("x"));
			assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
			refused(AuthErrorCode.BUSY);
			release.countDown();
			first.get(30, TimeUnit.SECONDS);
		}
		finally {
			release.countDown();
			threads.shutdownNow();
		}
	}

	private TokenPair login(String password) {
		return this.login.login(TestJwtAuth.attempt(EMAIL, password));
	}

	private void refused(AuthErrorCode code) {
		assertThatExceptionOfType(AuthException.class).isThrownBy(() -> login("x")).returns(code, AuthException::code);
	}

	private static Authentication named(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
	}

}
