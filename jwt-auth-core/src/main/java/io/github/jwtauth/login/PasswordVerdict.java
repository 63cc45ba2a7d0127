package io.github.jwtauth.login;

import java.util.Objects;
import java.util.Optional;

import io.github.jwtauth.AccountId;
import io.github.jwtauth.Secret;
import io.github.jwtauth.account.KnownAccount;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PasswordCheck} says.
 */
public sealed interface PasswordVerdict {

	/**
	 * The password is that of this account, which the policy has yet to judge.
	 * @param account whose
	 * @return the verdict
	 */
	static PasswordVerdict right(KnownAccount account) {
		return new Right(account, Optional.empty());
	}

	/**
	 * Nobody gets in with this.
	 * @param accountId whose account was tried, or {@code null} when there is none or
	 * nobody knows
	 * @param reason why; told to the host, never to the caller
	 * @return the verdict
	 */
	static PasswordVerdict wrong(@Nullable AccountId accountId, LoginFailed.Reason reason) {
		return new Wrong(accountId, reason);
	}

	/**
	 * The password is right.
	 *
	 * @param account whose
	 * @param upgradedHash what to store instead of the present hash, when that is out of
	 * date
	 */
	record Right(KnownAccount account, Optional<Secret> upgradedHash) implements PasswordVerdict {

		public Right {
			Objects.requireNonNull(account, "account");
			Objects.requireNonNull(upgradedHash, "upgradedHash");
		}

	}

	/**
	 * It is not.
	 *
	 * @param accountId whose account was tried, or {@code null}
	 * @param reason why
	 */
	record Wrong(@Nullable AccountId accountId, LoginFailed.Reason reason) implements PasswordVerdict {

		public Wrong {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
