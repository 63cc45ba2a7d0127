package io.github.jwtauth.boot.userdetails;

import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.AuthException;
import io.github.jwtauth.account.AccountLookup;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.login.LoginFailed;
import io.github.jwtauth.login.PasswordCheck;
import io.github.jwtauth.login.PasswordVerdict;
import io.github.jwtauth.password.RawPassword;
import io.github.jwtauth.protection.HashingBulkhead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Leaves the judgement of a password to the host's {@link AuthenticationManager}, inside
 * the bulkhead because it may hash. The account is read where refreshes read it, so that
 * a login and a refresh never see two different ones; nothing but the verdict is taken
 * from the manager, and nothing is kept in the security context or the HTTP session.
 */
final class ManagedPasswords implements PasswordCheck {

	private static final Logger logger = LoggerFactory.getLogger(ManagedPasswords.class);

	private final AuthenticationManager manager;

	private final AccountLookup accounts;

	private final HashingBulkhead bulkhead;

	ManagedPasswords(AuthenticationManager manager, AccountLookup accounts, HashingBulkhead bulkhead) {
		this.manager = manager;
		this.accounts = accounts;
		this.bulkhead = bulkhead;
	}

	@Override
	public PasswordVerdict check(String identifier, RawPassword password) {
		this.bulkhead.requireRoom();
		// First, so that a password that changes in the meantime voids the login.
		Optional<KnownAccount> found = this.accounts.byIdentifier(identifier);
		AccountId tried = found.map(KnownAccount::id).orElse(null);
		try {
			Authentication answer = this.bulkhead.run(() -> ask(identifier, password));
			return admit(found, answer);
		}
		catch (UsernameNotFoundException ex) {
			return PasswordVerdict.wrong(tried, LoginFailed.Reason.UNKNOWN_ACCOUNT);
		}
		catch (AccountStatusException ex) {
			return PasswordVerdict.wrong(tried, LoginFailed.Reason.ACCOUNT_CLOSED);
		}
		catch (AuthenticationServiceException ex) {
			throw AuthException.unavailable(ex);
		}
		catch (ProviderNotFoundException ex) {
			throw new IllegalStateException("the authentication manager does not take usernames with passwords", ex);
		}
		catch (AuthenticationException ex) {
			return PasswordVerdict.wrong(tried,
					found.isPresent() ? LoginFailed.Reason.WRONG_PASSWORD : LoginFailed.Reason.UNKNOWN_ACCOUNT);
		}
	}

	private Authentication ask(String identifier, RawPassword password) {
		Authentication answer = judge(
				UsernamePasswordAuthenticationToken.unauthenticated(identifier, password.normalized().reveal()));
		if (answer == null || !answer.isAuthenticated()) {
			throw new IllegalStateException("the authentication manager answered with nothing authenticated");
		}
		return answer;
	}

	/**
	 * Spring Security's encoders throw where a stored hash is of no form that they know.
	 * An error would tell that the account exists (requirement R-12).
	 */
	private @Nullable Authentication judge(Authentication attempt) {
		try {
			return this.manager.authenticate(attempt);
		}
		catch (IllegalArgumentException ex) {
			logger.warn("The authentication manager cannot compare a password; the login is refused", ex);
			throw new BadCredentialsException("not comparable", ex);
		}
	}

	/** The manager knows who it is: somebody may have several names to log in with. */
	private PasswordVerdict admit(Optional<KnownAccount> found, Authentication answer) {
		String name = answer.getName();
		Optional<KnownAccount> account = found.filter((known) -> known.account().key().equals(name))
			.or(() -> this.accounts.byIdentifier(name));
		if (account.isEmpty()) {
			logger.warn("The authentication manager let somebody in whom the source of accounts does not know; "
					+ "the login is refused");
			return PasswordVerdict.wrong(null, LoginFailed.Reason.UNKNOWN_ACCOUNT);
		}
		return PasswordVerdict.right(account.get());
	}

}
