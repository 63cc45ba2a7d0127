package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The style sheets and the script of the pages, read once. Immutable.
 */
final class PageAssets {

	/** A style sheet of the host beside ours; there is none unless the host has one. */
	static final String LOOK = "jwtauth-look.css";

	private static final Map<String, String> TYPES = Map.of("jwtauth-pages.css", "text/css;charset=UTF-8", LOOK,
			"text/css;charset=UTF-8", "jwtauth-pages.js", "text/javascript;charset=UTF-8");

	private final Map<String, Asset> assets = new LinkedHashMap<>();

	PageAssets(PageFolders folders) {
		TYPES.forEach((name, type) -> {
			try {
				folders.read(name).ifPresent((content) -> this.assets.put(name, new Asset(type, content)));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	/**
	 * Finds a file.
	 * @param name its name
	 * @return the file, or empty when there is none of that name
	 */
	Optional<Asset> find(String name) {
		return Optional.ofNullable(this.assets.get(name));
	}

	/**
	 * A file.
	 *
	 * @param type its media type
	 * @param content its bytes
	 */
	record Asset(String type, byte[] content) {

	}

}
