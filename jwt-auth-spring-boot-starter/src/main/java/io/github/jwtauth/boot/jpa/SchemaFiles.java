package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * The SQL files of one database, one for each version of the tables, numbered without a
 * gap from 1. The one source for scripts, Flyway, Liquibase and the host's own
 * migrations. A file creates or changes what its version brought, and ends by writing its
 * number into {@code jwtauth_schema_version}; the first one may run any number of times,
 * later ones run once.
 */
final class SchemaFiles {

	/** What a host includes in a changelog of its own. */
	static final String CHANGELOG = "db/jwtauth/changelog.xml";

	private final ResourceLoader resources;

	private final Dialect dialect;

	private final String folder;

	private final int latest;

	SchemaFiles(ResourceLoader resources, Dialect dialect) {
		this.resources = resources;
		this.dialect = dialect;
		this.folder = "db/jwtauth/" + dialect.name().toLowerCase(Locale.ROOT) + "/";
		this.latest = (int) IntStream.iterate(1, (version) -> version + 1)
			.takeWhile((version) -> resource(version).exists())
			.count();
	}

	/** The version that this library works with. */
	int latest() {
		return this.latest;
	}

	/** Paths in the jar, in the order in which they have to run. */
	List<String> pathsAfter(int present) {
		return IntStream.rangeClosed(present + 1, this.latest).mapToObj(this::path).toList();
	}

	String path(int version) {
		return this.folder + "V" + version + "__jwtauth.sql";
	}

	Resource resource(int version) {
		return at(path(version));
	}

	/** What the tables look like when all files have run. */
	TableShapes expectedTables() {
		String path = this.folder + "tables.txt";
		try {
			return TableShapes.parse(at(path).getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(path + " cannot be read", ex);
		}
	}

	/** The database that they are for. */
	Dialect dialect() {
		return this.dialect;
	}

	ResourceLoader resources() {
		return this.resources;
	}

	private Resource at(String path) {
		return this.resources.getResource("classpath:" + path);
	}

}
