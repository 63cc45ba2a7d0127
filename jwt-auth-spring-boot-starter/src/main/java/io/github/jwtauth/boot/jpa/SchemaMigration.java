package io.github.jwtauth.boot.jpa;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Brings the tables to the latest version with the migration tool of the host, with a
 * history of our own (decision 18).
 */
interface SchemaMigration {

	/**
	 * Runs what is missing. Several nodes may do so at the same moment.
	 * @param files what there is to run
	 * @param present the version in the database, 0 when there is none; higher versions
	 * only are run, whatever the history of the tool says, because the tables may have
	 * been made by other means
	 * @param elsewhere the database of the tables where it is not the one that the host
	 * migrates, else {@code null}: then the host's connection for migrations is used, and
	 * its schema
	 */
	void migrate(SchemaFiles files, int present, @Nullable DataSource elsewhere);

	/** Where the host's connection for migrations leads. */
	SchemaPlace place();

	/** The name of the tool, for messages. */
	String tool();

}
