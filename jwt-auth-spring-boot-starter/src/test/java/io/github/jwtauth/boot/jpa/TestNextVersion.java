package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.FileSystemUtils;

/**
 * The library as it will be when it has a second version of the tables: its resources
 * with one more SQL file for each database, and one more change set.
 */
final class TestNextVersion extends URLClassLoader {

	private static final String END = "</databaseChangeLog>";

	private TestNextVersion(Path folder) throws MalformedURLException {
		super(new URL[] { folder.toUri().toURL() }, TestNextVersion.class.getClassLoader());
	}

	static ResourceLoader resources() {
		try {
			Path folder = Files.createTempDirectory("jwtauth-next");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
			for (String platform : List.of("h2", "mariadb", "postgresql")) {
				write(folder, platform + "/V1__jwtauth.sql", text("db/jwtauth/" + platform + "/V1__jwtauth.sql"));
				write(folder, platform + "/V2__jwtauth.sql", text("db/jwtauth-next/" + platform + "/V2__jwtauth.sql"));
			}
			String changelog = text(SchemaFiles.CHANGELOG);
			write(folder, "changelog.xml", changelog.replace(END, text("db/jwtauth-next/changeset.xml") + END));
			return new DefaultResourceLoader(new TestNextVersion(folder));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Ours first. */
	@Override
	public URL getResource(String name) {
		URL ours = findResource(name);
		return (ours != null) ? ours : super.getResource(name);
	}

	/** Ours only, as in a jar of that version. */
	@Override
	public Enumeration<URL> getResources(String name) throws IOException {
		URL ours = name.endsWith("/") ? null : findResource(name);
		return (ours != null) ? Collections.enumeration(List.of(ours)) : super.getResources(name);
	}

	private static void write(Path folder, String file, String text) throws IOException {
		Path path = folder.resolve("db/jwtauth").resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private static String text(String resource) throws IOException {
		return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
	}

}
