package io.github.jwtauth.boot.jpa;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.Resource;

/**
 * A Flyway of our own beside the host's. It takes the connection and the schema from the
 * host's, where our tables are in the database that it migrates, and nothing else: the
 * host's callbacks, placeholders and migrations are about the host's tables. Never a bean
 * of type {@link Flyway}, because Boot would then make none for the host.
 */
final class FlywaySchemaMigration implements SchemaMigration {

	private static final String HISTORY = "jwtauth_flyway_history";

	private static final Logger logger = LoggerFactory.getLogger(FlywaySchemaMigration.class);

	private final Flyway host;

	FlywaySchemaMigration(Flyway host) {
		this.host = host;
	}

	@Override
	public void migrate(SchemaFiles files, int present, @Nullable DataSource elsewhere) {
		FluentConfiguration ours = over(elsewhere);
		// Others' tables may be there already, hence the baseline. No validation: whether
		// the tables are right is judged by themselves, not by the checksums of files.
		ours.createSchemas(false)
			.table(HISTORY)
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.validateOnMigrate(false)
			.placeholderReplacement(false)
			.locations(new String[0])
			.resourceProvider(new Files(files, present))
			.javaMigrationClassProvider(List::of);
		makeHistory(ours.load());
		ours.load().migrate();
	}

	/** The host's connection, or another one with the host's patience. */
	private FluentConfiguration over(@Nullable DataSource elsewhere) {
		Configuration theirs = this.host.getConfiguration();
		FluentConfiguration ours = Flyway.configure(theirs.getClassLoader())
			.connectRetries(theirs.getConnectRetries())
			.connectRetriesInterval(theirs.getConnectRetriesInterval())
			.lockRetryCount(theirs.getLockRetryCount())
			.loggers(theirs.getLoggers());
		if (elsewhere != null) {
			return ours.dataSource(elsewhere);
		}
		return ours.dataSource(theirs.getDataSource())
			.defaultSchema(theirs.getDefaultSchema())
			.schemas(theirs.getSchemas())
			.initSql(theirs.getInitSql())
			.tablespace(theirs.getTablespace());
	}

	/**
	 * Beforehand and always with a first row. Migrating looks for the history and then
	 * whether the schema is empty; when another node makes an empty history in between,
	 * it refuses to begin one that is there. The same on MariaDB, where creating a table
	 * is no part of a transaction. What else goes wrong here, migrating tells.
	 */
	private static void makeHistory(Flyway ours) {
		try {
			if (ours.info().current() == null) {
				ours.baseline();
			}
		}
		catch (FlywayException ex) {
			logger.debug("Another node makes the history", ex);
		}
	}

	@Override
	public SchemaPlace place() {
		Configuration theirs = this.host.getConfiguration();
		String schema = theirs.getDefaultSchema();
		if (schema == null && theirs.getSchemas().length > 0) {
			schema = theirs.getSchemas()[0];
		}
		return SchemaPlace.of(theirs.getDataSource(), schema);
	}

	@Override
	public String tool() {
		return "Flyway";
	}

	/** Only files above the present version, so that a version is never made twice. */
	private static final class Files implements ResourceProvider {

		private final List<SqlFile> files;

		private Files(SchemaFiles files, int present) {
			this.files = IntStream.rangeClosed(present + 1, files.latest())
				.mapToObj((version) -> new SqlFile(files.path(version), files.resource(version)))
				.toList();
		}

		@Override
		public @Nullable LoadableResource getResource(String name) {
			return this.files.stream().filter((file) -> file.path.equals(name)).findFirst().orElse(null);
		}

		@Override
		public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
			return this.files.stream()
				.filter((file) -> file.getFilename().startsWith(prefix))
				.filter((file) -> Arrays.stream(suffixes).anyMatch(file.path::endsWith))
				.<LoadableResource>map((file) -> file)
				.toList();
		}

	}

	private static final class SqlFile extends LoadableResource {

		private final String path;

		private final Resource content;

		private SqlFile(String path, Resource content) {
			this.path = path;
			this.content = content;
		}

		@Override
		public Reader read() {
			try {
				return new StringReader(this.content.getContentAsString(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public String getAbsolutePath() {
			return this.path;
		}

		@Override
		public String getAbsolutePathOnDisk() {
			return this.path;
		}

		@Override
		public String getFilename() {
			return this.path.substring(this.path.lastIndexOf('/') + 1);
		}

		@Override
		public String getRelativePath() {
			return this.path;
		}

	}

}
