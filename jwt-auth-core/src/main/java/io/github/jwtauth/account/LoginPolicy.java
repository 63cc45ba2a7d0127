package io.github.jwtauth.account;

/**
 * May this account hold a session? Asked after the password was right and again at every
 * refresh, so that one rule closes every way to a token (requirement R-15). A host
 * replaces the bean to add rules of its own, for example opening hours.
 */
@FunctionalInterface
public interface LoginPolicy {

	/**
	 * Judges an account. Must be quick and must not change anything: at a refresh it runs
	 * inside the transaction.
	 * @param account the account as it is now
	 * @return the decision
	 */
	LoginDecision check(Account account);

	/**
	 * The built-in rule: the account is active and, when demanded, its address is proven.
	 * @param requireVerifiedEmail whether an address must be proven
	 * @return the policy
	 */
	static LoginPolicy activeAccounts(boolean requireVerifiedEmail) {
		return (account) -> {
			if (account.status() != AccountStatus.ACTIVE) {
				return LoginDecision.CLOSED;
			}
			boolean unproven = account.email() != null && !account.emailVerified();
			return (requireVerifiedEmail && unproven) ? LoginDecision.EMAIL_NOT_VERIFIED : LoginDecision.ALLOWED;
		};
	}

}
