package io.github.jwtauth.account;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.github.jwtauth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An account as the host keeps it. Immutable.
 *
 * @param key the host's own key of the account, as text; never leaves the application
 * @param email the address, or {@code null} where accounts have none
 * @param emailVerified whether the owner has proven the address
 * @param username the username, or {@code null}
 * @param firstName first name, or {@code null}
 * @param lastName last name, or {@code null}
 * @param passwordHash encoded password with its {@code {id}} prefix, or {@code null} when
 * the account has no password
 * @param status whether it may be used
 * @param roles names without prefix, for example {@code ADMIN}; sorted
 */
public record Account(String key, @Nullable EmailAddress email, boolean emailVerified, @Nullable String username,
		@Nullable String firstName, @Nullable String lastName, @Nullable Secret passwordHash, AccountStatus status,
		SortedSet<String> roles) {

	private static final int KEY_CHARS = 255;

	public Account {
		Objects.requireNonNull(status, "status");
		if (key.isBlank() || key.length() > KEY_CHARS) {
			throw new IllegalArgumentException("an account key has 1 to " + KEY_CHARS + " characters");
		}
		if (roles.stream().anyMatch(String::isBlank)) {
			throw new IllegalArgumentException("a role has a name");
		}
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
	}

	/**
	 * An active account with nothing but a key; the other methods add to it.
	 * @param key the host's own key
	 * @return the bare account
	 */
	public static Account withKey(String key) {
		return new Account(key, null, false, null, null, null, null, AccountStatus.ACTIVE, new TreeSet<>());
	}

	/**
	 * The same account with an address.
	 * @param newEmail the address
	 * @param verified whether the owner has proven it
	 * @return a copy
	 */
	public Account withEmail(@Nullable EmailAddress newEmail, boolean verified) {
		return new Account(this.key, newEmail, verified, this.username, this.firstName, this.lastName,
				this.passwordHash, this.status, this.roles);
	}

	/**
	 * The same account with a username.
	 * @param newUsername the username
	 * @return a copy
	 */
	public Account withUsername(@Nullable String newUsername) {
		return new Account(this.key, this.email, this.emailVerified, newUsername, this.firstName, this.lastName,
				this.passwordHash, this.status, this.roles);
	}

	/**
	 * The same account with a name.
	 * @param newFirstName first name
	 * @param newLastName last name
	 * @return a copy
	 */
	public Account withName(@Nullable String newFirstName, @Nullable String newLastName) {
		return new Account(this.key, this.email, this.emailVerified, this.username, newFirstName, newLastName,
				this.passwordHash, this.status, this.roles);
	}

	/**
	 * The same account with another password.
	 * @param newPasswordHash encoded, with its {@code {id}} prefix
	 * @return a copy
	 */
	public Account withPasswordHash(@Nullable Secret newPasswordHash) {
		return new Account(this.key, this.email, this.emailVerified, this.username, this.firstName, this.lastName,
				newPasswordHash, this.status, this.roles);
	}

	/**
	 * The same account in another state.
	 * @param newStatus the state
	 * @return a copy
	 */
	public Account withStatus(AccountStatus newStatus) {
		return new Account(this.key, this.email, this.emailVerified, this.username, this.firstName, this.lastName,
				this.passwordHash, newStatus, this.roles);
	}

	/**
	 * The same account with other roles.
	 * @param newRoles names without prefix
	 * @return a copy
	 */
	public Account withRoles(Collection<String> newRoles) {
		return new Account(this.key, this.email, this.emailVerified, this.username, this.firstName, this.lastName,
				this.passwordHash, this.status, new TreeSet<>(newRoles));
	}

	/** Names and addresses are personal data and stay out of logs. */
	@Override
	public String toString() {
		return "Account[key=" + this.key + ", status=" + this.status + "]";
	}

}
