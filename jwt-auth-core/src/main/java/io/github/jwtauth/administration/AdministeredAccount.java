package io.github.jwtauth.administration;

import java.time.Instant;
import java.util.Objects;

import io.github.jwtauth.account.KnownAccount;
import org.jspecify.annotations.Nullable;

/**
 * An account as an administrator sees it.
 *
 * @param known the account and its subject
 * @param registeredAt when it was made here, or {@code null} when that was elsewhere
 * @param deletionDueAt when it is deleted unless its owner logs in, or {@code null}
 * @param lockedUntil until when guesses are turned back, or {@code null} when they are
 * not
 */
public record AdministeredAccount(KnownAccount known, @Nullable Instant registeredAt, @Nullable Instant deletionDueAt,
		@Nullable Instant lockedUntil) {

	public AdministeredAccount {
		Objects.requireNonNull(known, "known");
	}

}
