package io.github.jwtauth.boot.pages;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Files that are read by name, for native images.
 */
final class PageHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern(PageFolders.OURS + "*").registerPattern(PageFolders.HOST + "*");
	}

}
