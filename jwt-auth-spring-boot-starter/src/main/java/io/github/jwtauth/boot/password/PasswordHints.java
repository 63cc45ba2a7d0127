package io.github.jwtauth.boot.password;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The list of common passwords, for native images, which carry no resource that nobody
 * names.
 */
final class PasswordHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/github/jwtauth/password/common-passwords.txt");
	}

}
