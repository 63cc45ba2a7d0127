package io.github.jwtauth.boot.web;

import java.util.List;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner sees it.
 */
record UserResponse(String id, @Nullable String email, @Nullable String username, @Nullable String firstName,
		@Nullable String lastName, boolean emailVerified, List<String> roles) {

	static UserResponse of(KnownAccount known) {
		Account account = known.account();
		EmailAddress email = account.email();
		return new UserResponse(known.id().toString(), (email != null) ? email.value() : null, account.username(),
				account.firstName(), account.lastName(), account.emailVerified(), List.copyOf(account.roles()));
	}

	/** Names and addresses are personal data and stay out of logs. */
	@Override
	public String toString() {
		return "UserResponse[id=" + this.id + "]";
	}

}
