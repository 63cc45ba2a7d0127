package io.github.jwtauth.login;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.github.jwtauth.Secret;
import io.github.jwtauth.account.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has proven who they are in a way that ends with a redirect, and is to get a
 * session afterwards.
 *
 * @param subject whose session, with the credential version as it was read
 * @param amr how they proved it (RFC 8176): one to eight words of at most 24 letters,
 * digits and {@code . _ -}
 * @param rememberMe whether the longer idle life applies
 * @param firstLogin whether the account came to be with this login
 * @param browser what the browser carries that they proved it with
 * @param link what to link when the session opens, or {@code null}
 */
public record ExchangeOffer(Subject subject, List<String> amr, boolean rememberMe, boolean firstLogin, Secret browser,
		@Nullable PendingLink link) {

	private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9._-]{1,24}");

	private static final int METHODS = 8;

	public ExchangeOffer {
		Objects.requireNonNull(subject, "subject");
		Objects.requireNonNull(browser, "browser");
		amr = List.copyOf(amr);
		if (amr.isEmpty() || amr.size() > METHODS || !amr.stream().allMatch((word) -> METHOD.matcher(word).matches())) {
			throw new IllegalArgumentException("a session says in one to eight words how its owner was authenticated");
		}
	}

}
