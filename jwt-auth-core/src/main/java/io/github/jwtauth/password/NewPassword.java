package io.github.jwtauth.password;

import java.util.Objects;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A password that somebody wants to have, and what is known of them: nobody's password
 * should be their own name.
 *
 * @param password the password
 * @param field the field of the request, named in refusals
 * @param email the address, or {@code null}
 * @param username the username, or {@code null}
 * @param firstName first name, or {@code null}
 * @param lastName last name, or {@code null}
 */
public record NewPassword(RawPassword password, String field, @Nullable EmailAddress email, @Nullable String username,
		@Nullable String firstName, @Nullable String lastName) {

	public NewPassword {
		Objects.requireNonNull(password, "password");
		Objects.requireNonNull(field, "field");
	}

	/**
	 * A new password of an account.
	 * @param password the password
	 * @param field the field of the request
	 * @param account whose
	 * @return what to judge
	 */
	public static NewPassword of(RawPassword password, String field, Account account) {
		return new NewPassword(password, field, account.email(), account.username(), account.firstName(),
				account.lastName());
	}

	/** Addresses and names are personal data, and the rest is a secret. */
	@Override
	public String toString() {
		return "NewPassword[***]";
	}

}
