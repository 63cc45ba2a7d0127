package io.github.jwtauth.boot.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import org.jspecify.annotations.Nullable;

/**
 * An account in a list.
 */
record AccountSummary(String id, @Nullable String email, boolean emailVerified, @Nullable String username,
		@Nullable String firstName, @Nullable String lastName, String status, List<String> roles,
		@Nullable Instant lastLoginAt) {

	AccountSummary {
		roles = List.copyOf(roles);
	}

	static AccountSummary of(KnownAccount known) {
		Account account = known.account();
		EmailAddress email = account.email();
		return new AccountSummary(known.id().toString(), (email != null) ? email.value() : null,
				account.emailVerified(), account.username(), account.firstName(), account.lastName(),
				account.status().name().toLowerCase(Locale.ROOT), List.copyOf(account.roles()),
				known.subject().lastLoginAt());
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "AccountSummary[id=" + this.id + "]";
	}

}
