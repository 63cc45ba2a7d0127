package io.github.jwtauth.boot.mail;

import io.github.jwtauth.notification.AccountNotice;
import org.jspecify.annotations.Nullable;

/**
 * Writes mails. Define a bean to write them all yourself; templates and texts alone can
 * be replaced by files. Called outside any transaction, right before each attempt to
 * send, so that nothing composed is kept. An exception makes the mail wait and be tried
 * again. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface AuthMailComposer {

	/**
	 * Writes one.
	 * @param notice what to tell. Facts were written by strangers in part: escape them in
	 * HTML
	 * @param link where the owner goes to act on it, with the token of the notice in its
	 * fragment, or {@code null} when there is nothing to do. Made from the configuration,
	 * never from a request
	 * @return the mail
	 */
	AuthMail compose(AccountNotice notice, @Nullable String link);

}
