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

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A Flyway of our own beside the host's. It takes the connection and the schema from the
 * host's, and nothing else: the host's callbacks, placeholders and migrations are about
 * the host's tables. Never a bean of type {@link Flyway}, because Boot would then make
 * none for the host.
 */
final class FlywaySchemaMigration implements SchemaMigration {

	private static final String HISTORY = "jwtauth_flyway_history";

	private final Flyway host;

	FlywaySchemaMigration(Flyway host) {
		this.host = host;
	}

	@Override
	public void migrate(SchemaFiles files, int present) {
		Configuration theirs = this.host.getConfiguration();
		// The host's tables are there already, hence the baseline. No validation: whether
		// the tables are right is judged by themselves, not by the checksums of files.
		Flyway.configure(theirs.getClassLoader())
			.dataSource(theirs.getDataSource())
			.defaultSchema(theirs.getDefaultSchema())
			.schemas(theirs.getSchemas())
			.createSchemas(false)
			.initSql(theirs.getInitSql())
			.tablespace(theirs.getTablespace())
			.connectRetries(theirs.getConnectRetries())
			.connectRetriesInterval(theirs.getConnectRetriesInterval())
			.lockRetryCount(theirs.getLockRetryCount())
			.loggers(theirs.getLoggers())
			.table(HISTORY)
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.validateOnMigrate(false)
			.placeholderReplacement(false)
			.locations(new String[0])
			.resourceProvider(new Files(files, present))
			.javaMigrationClassProvider(List::of)
			.load()
			.migrate();
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
