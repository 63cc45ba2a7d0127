package io.github.jwtauth.boot.jpa.account;

import java.util.Set;

import io.github.jwtauth.account.EmailAddress;

/**
 * The form in which addresses are unique in {@code jwtauth_account}. Gmail delivers mail
 * whatever dots and plus tags the local part has; elsewhere each of these is another
 * mailbox, so that folding them is wrong there and a choice here (decision 15).
 *
 * @param gmailAliases whether those of Gmail are folded
 */
record CanonicalEmail(boolean gmailAliases) {

	private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

	/**
	 * What must not be there twice.
	 * @param email an address
	 * @return at most as long as the canonical form of the core
	 */
	String of(EmailAddress email) {
		String canonical = email.canonical();
		int at = canonical.lastIndexOf('@');
		if (!this.gmailAliases || !GMAIL.contains(canonical.substring(at + 1))) {
			return canonical;
		}
		String local = canonical.substring(0, at).split("\\+", 2)[0].replace(".", "");
		// Nothing before the plus: no mailbox of Gmail, and no reason to make it
		// another's.
		return local.isEmpty() ? canonical : local + "@gmail.com";
	}

}
