package io.github.jwtauth.account;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * The row that sessions hang on, whatever the host's accounts look like (decision 17).
 *
 * @param id random and stable, the {@code sub} of tokens
 * @param accountKey {@link Account#key()} of the host's account
 * @param credentialVersion grows with every change of a credential; a login that was
 * started under an older one is void
 * @param passwordChangeRequired whether the owner has to set a new password before the
 * next session
 * @param lastLoginAt when the owner logged in for the last time, or {@code null} when
 * they never did
 */
public record Subject(AccountId id, String accountKey, long credentialVersion, boolean passwordChangeRequired,
		@Nullable Instant lastLoginAt) {

	public Subject {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(accountKey, "accountKey");
	}

	/**
	 * A subject that has never logged in.
	 * @param id random and stable
	 * @param accountKey the host's own key
	 * @param credentialVersion grows with every change of a credential
	 * @param passwordChangeRequired whether a new password is demanded
	 */
	public Subject(AccountId id, String accountKey, long credentialVersion, boolean passwordChangeRequired) {
		this(id, accountKey, credentialVersion, passwordChangeRequired, null);
	}

	/**
	 * A subject of whom nothing is demanded.
	 * @param id random and stable
	 * @param accountKey the host's own key
	 * @param credentialVersion grows with every change of a credential
	 */
	public Subject(AccountId id, String accountKey, long credentialVersion) {
		this(id, accountKey, credentialVersion, false);
	}

}
