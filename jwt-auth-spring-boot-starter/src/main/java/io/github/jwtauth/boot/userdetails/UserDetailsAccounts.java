package io.github.jwtauth.boot.userdetails;

import java.util.List;
import java.util.Optional;

import io.github.jwtauth.AuthException;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.AccountStatus;
import io.github.jwtauth.account.AccountStore;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;

/**
 * The users of a {@link UserDetailsService}. The key of an account is its username as the
 * service spells it.
 */
final class UserDetailsAccounts implements AccountStore {

	/**
	 * Only what Spring Security calls a role becomes one. A plain authority "ADMIN" would
	 * come back from a token as "ROLE_ADMIN", which the host never granted.
	 */
	private static final String ROLE = "ROLE_";

	private final UserDetailsService users;

	private final @Nullable UserDetailsPasswordService passwords;

	UserDetailsAccounts(UserDetailsService users, @Nullable UserDetailsPasswordService passwords) {
		this.users = users;
		this.passwords = passwords;
	}

	@Override
	public Optional<Account> findByIdentifier(String identifier) {
		return find(identifier).map(UserDetailsAccounts::account);
	}

	/** Directories and collations find one user by many spellings. */
	@Override
	public String canonicalIdentifier(String identifier) {
		return FoldedIdentifier.of(identifier);
	}

	/**
	 * A service may throw for users that are locked: they are not deleted, and what hangs
	 * on them must stay.
	 */
	@Override
	public Optional<Account> findByKey(String key) {
		try {
			return load(key).map(UserDetailsAccounts::account).filter((account) -> account.key().equals(key));
		}
		catch (AccountStatusException ex) {
			return Optional.of(Account.withKey(key).withStatus(AccountStatus.LOCKED));
		}
	}

	@Override
	public boolean insertIfAbsent(Account account) {
		throw new UnsupportedOperationException("users are made by the host (jwtauth.accounts=user-details)");
	}

	/**
	 * As conditional as {@link UserDetailsPasswordService} allows: it has no "if it is
	 * still the old one", so that the user is read once more right before.
	 */
	@Override
	public boolean replacePasswordHash(String key, Secret expected, Secret replacement) {
		UserDetails user = find(key).orElse(null);
		if (this.passwords == null || user == null || !expected.equals(hashOf(user))) {
			return false;
		}
		UserDetails updated = this.passwords.updatePassword(user, replacement.reveal());
		return replacement.equals(hashOf(updated));
	}

	private Optional<UserDetails> find(String username) {
		try {
			return load(username);
		}
		catch (AccountStatusException ex) {
			return Optional.empty();
		}
	}

	private Optional<UserDetails> load(String username) {
		try {
			return Optional.ofNullable(this.users.loadUserByUsername(username));
		}
		catch (AuthenticationServiceException ex) {
			throw AuthException.unavailable(ex);
		}
		catch (AccountStatusException ex) {
			throw ex;
		}
		catch (AuthenticationException ex) {
			return Optional.empty();
		}
	}

	private static Account account(UserDetails user) {
		String username = user.getUsername();
		Optional<EmailAddress> email = EmailAddress.parse(username);
		return Account.withKey(username)
			.withEmail(email.orElse(null), false)
			.withUsername(email.isPresent() ? null : username)
			.withPasswordHash(hashOf(user))
			.withStatus(statusOf(user))
			.withRoles(rolesOf(user));
	}

	private static AccountStatus statusOf(UserDetails user) {
		if (!user.isEnabled() || !user.isAccountNonExpired()) {
			return AccountStatus.DISABLED;
		}
		return (user.isAccountNonLocked() && user.isCredentialsNonExpired()) ? AccountStatus.ACTIVE
				: AccountStatus.LOCKED;
	}

	private static List<String> rolesOf(UserDetails user) {
		return user.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority != null && authority.startsWith(ROLE))
			.map((authority) -> authority.substring(ROLE.length()))
			.filter((role) -> !role.isBlank())
			.toList();
	}

	private static @Nullable Secret hashOf(UserDetails user) {
		String hash = user.getPassword();
		return (hash != null && !hash.isEmpty()) ? Secret.of(hash) : null;
	}

}
