package io.github.jwtauth.boot.jpa;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The files of the tables, for native images, which carry no resource that nobody names.
 */
final class SchemaHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("db/jwtauth/*").registerPattern("db/jwtauth/*/*");
	}

}
