package io.github.jwtauth.boot.jpa;

/**
 * Brings the tables to the latest version with the migration tool of the host, over the
 * host's connection for migrations, with a history of our own (decision 18).
 */
interface SchemaMigration {

	/**
	 * Runs what is missing. Several nodes may do so at the same moment.
	 * @param files what there is to run
	 * @param present the version in the database, 0 when there is none; higher versions
	 * only are run, whatever the history of the tool says, because the tables may have
	 * been made by other means
	 */
	void migrate(SchemaFiles files, int present);

	/** The name of the tool, for messages. */
	String tool();

}
