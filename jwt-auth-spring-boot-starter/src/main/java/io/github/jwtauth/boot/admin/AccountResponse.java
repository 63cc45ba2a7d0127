package io.github.jwtauth.boot.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.github.jwtauth.account.Account;
import io.github.jwtauth.account.EmailAddress;
import io.github.jwtauth.account.KnownAccount;
import io.github.jwtauth.administration.AdministeredAccount;
import org.jspecify.annotations.Nullable;

/**
 * An account as administrators see it: neither a hash nor the host's own key.
 */
record AccountResponse(String id, @Nullable String email, boolean emailVerified, @Nullable String username,
		@Nullable String firstName, @Nullable String lastName, String status, List<String> roles,
		@Nullable Instant lastLoginAt, boolean passwordChangeRequired, @Nullable Instant registeredAt,
		@Nullable Instant deletionDueAt, @Nullable Instant lockedUntil) {

	AccountResponse {
		roles = List.copyOf(roles);
	}

	static AccountResponse of(AdministeredAccount seen) {
		KnownAccount known = seen.known();
		Account account = known.account();
		EmailAddress email = account.email();
		return new AccountResponse(known.id().toString(), (email != null) ? email.value() : null,
				account.emailVerified(), account.username(), account.firstName(), account.lastName(),
				account.status().name().toLowerCase(Locale.ROOT), List.copyOf(account.roles()),
				known.subject().lastLoginAt(), known.subject().passwordChangeRequired(), seen.registeredAt(),
				seen.deletionDueAt(), seen.lockedUntil());
	}

	/** Personal data. */
	@Override
	public String toString() {
		return "AccountResponse[id=" + this.id + "]";
	}

}
