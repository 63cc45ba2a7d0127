package io.github.jwtauth.account;

import java.util.List;
import java.util.UUID;

import io.github.jwtauth.Secret;

/**
 * Accounts of one person or another.
 */
public final class TestAccounts {

	private TestAccounts() {
	}

	/**
	 * A verified, active user without a password. Key and address are new each time.
	 * @return the account
	 */
	public static Account somebody() {
		String key = UUID.randomUUID().toString();
		return Account.withKey(key)
			.withEmail(EmailAddress.of("User." + key + "@example.com"), true)
			.withName("Some", "Body")
			.withRoles(List.of("USER"));
	}

	/**
	 * A verified, active user.
	 * @param email the address
	 * @param passwordHash an encoded password
	 * @return the account, with a new key
	 */
	public static Account withPassword(String email, Secret passwordHash) {
		return somebody().withEmail(EmailAddress.of(email), true).withPasswordHash(passwordHash);
	}

}
