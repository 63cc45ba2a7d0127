package io.github.jwtauth.boot.pages;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The two folders that a page is made from: the host's, whose files win one by one, and
 * ours. Immutable.
 *
 * @param classLoader the class loader of the application; that of this library need not
 * see the files of the host
 */
record PageFolders(ClassLoader classLoader) {

	/** What the host puts here replaces ours. */
	static final String HOST = "templates/jwtauth/pages/";

	/** Ours. */
	static final String OURS = "io/github/jwtauth/pages/";

	/**
	 * The folders of an application.
	 * @param applicationLoader the class loader of its context, or {@code null} where it
	 * has none of its own
	 * @return its folders
	 */
	static PageFolders of(@Nullable ClassLoader applicationLoader) {
		ClassLoader loader = (applicationLoader != null) ? applicationLoader : ClassUtils.getDefaultClassLoader();
		if (loader == null) {
			throw new IllegalStateException("there is no class loader to read pages with");
		}
		return new PageFolders(loader);
	}

	/**
	 * Opens the file of the host, else ours.
	 * @param name its name in the folder
	 * @return the file, or empty when neither folder has it
	 * @throws IOException when it cannot be read
	 */
	Optional<byte[]> read(String name) throws IOException {
		try (InputStream host = open(HOST, name); InputStream ours = open(OURS, name)) {
			InputStream first = (host != null) ? host : ours;
			return (first != null) ? Optional.of(first.readAllBytes()) : Optional.empty();
		}
	}

	/**
	 * Opens a file of one folder.
	 * @param folder {@link #HOST} or {@link #OURS}
	 * @param name its name in the folder
	 * @return the file, or {@code null} when it is not there
	 */
	@Nullable InputStream open(String folder, String name) {
		return this.classLoader.getResourceAsStream(folder + name);
	}

}
