package io.github.jwtauth.boot.mail;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The files of the mails, for native images, which carry no resource that nobody names.
 */
final class MailHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("io/github/jwtauth/mail/*")
			.registerPattern("messages/jwtauth-mail*.properties")
			.registerPattern("templates/jwtauth/mail/*");
	}

}
