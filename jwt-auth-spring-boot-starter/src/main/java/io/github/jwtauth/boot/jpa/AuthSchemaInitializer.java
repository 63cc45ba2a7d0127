package io.github.jwtauth.boot.jpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * Makes the tables where that is wanted, with the host's migration tool where it has one,
 * and refuses to start on others than the statements rely on. Without a tool it only
 * creates (decision 18). A type of its own, so that neither the host's initializers nor
 * its migrations take it for theirs.
 */
final class AuthSchemaInitializer implements InitializingBean {

	private static final String ACCOUNTS = "jwtauth_account";

	private static final Logger logger = LoggerFactory.getLogger(AuthSchemaInitializer.class);

	private final DataSource dataSource;

	private final SchemaFiles files;

	private final Settings settings;

	AuthSchemaInitializer(DataSource dataSource, SchemaFiles files, Settings settings) {
		this.dataSource = dataSource;
		this.files = files;
		this.settings = settings;
	}

	@Override
	public void afterPropertiesSet() {
		int present = SchemaVersion.of(this.dataSource);
		if (present < this.files.latest()) {
			install(present);
			present = SchemaVersion.of(this.dataSource);
		}
		checkVersion(present);
		checkTables();
	}

	private void install(int present) {
		DatabaseInitializationMode mode = this.settings.mode();
		SchemaMigration migration = this.settings.migration();
		if (mode == DatabaseInitializationMode.NEVER) {
			return;
		}
		if (migration != null) {
			logger.info("Bringing the tables of jwt-auth from version {} to {} by {}", present, this.files.latest(),
					migration.tool());
			migration.migrate(this.files, present, elsewhere(migration));
		}
		else if (mode == DatabaseInitializationMode.ALWAYS || EmbeddedDatabaseConnection.isEmbedded(this.dataSource)) {
			new AuthSchemaScripts(this.dataSource, this.files).create();
		}
	}

	/**
	 * A database that the host chose for our tables is not left to a connection that
	 * leads to another one.
	 */
	private @Nullable DataSource elsewhere(SchemaMigration migration) {
		return (this.settings.chosen() && !migration.place().equals(SchemaPlace.of(this.dataSource, null)))
				? this.dataSource : null;
	}

	private void checkVersion(int present) {
		if (present == 0) {
			throw SchemaNotReadyException.missing(this.files, this.settings.usedTool());
		}
		if (present < this.files.latest()) {
			throw SchemaNotReadyException.older(this.files, present);
		}
		if (present > this.files.latest()) {
			logger.warn("The tables of jwt-auth are at version {}, this jwt-auth knows version {}. It goes on, because"
					+ " versions only add; bring the newer one back.", present, this.files.latest());
		}
	}

	private void checkTables() {
		Map<String, TableShape> expected = new LinkedHashMap<>(this.files.expectedTables().tables());
		if (!this.settings.accountTable()) {
			expected.remove(ACCOUNTS);
		}
		TableShapes needed = new TableShapes(expected);
		SchemaDoctor doctor = new SchemaDoctor(needed,
				PresentTables.read(this.dataSource, this.files.dialect(), expected.keySet()));
		List<String> faults = new ArrayList<>(doctor.faults());
		if (this.files.dialect() == Dialect.MARIADB) {
			faults.addAll(MariaDbDoctor.faults(this.dataSource, needed));
		}
		if (!faults.isEmpty()) {
			throw SchemaNotReadyException.different(this.files, faults);
		}
		if (!doctor.remarks().isEmpty()) {
			logger.warn("The tables of jwt-auth differ from what {} makes: {}", this.files.path(this.files.latest()),
					String.join("; ", doctor.remarks()));
		}
	}

	/**
	 * Who makes the tables, and which.
	 *
	 * @param mode whether they are made at all; with a migration tool anything but never
	 * is yes
	 * @param migration the migration tool of the host, or {@code null} when it has none
	 * @param chosen whether the host said which database has the tables
	 * @param accountTable whether the built-in accounts are in use
	 */
	record Settings(DatabaseInitializationMode mode, @Nullable SchemaMigration migration, boolean chosen,
			boolean accountTable) {

		@Nullable String usedTool() {
			return (this.migration != null && this.mode != DatabaseInitializationMode.NEVER) ? this.migration.tool()
					: null;
		}

	}

}
