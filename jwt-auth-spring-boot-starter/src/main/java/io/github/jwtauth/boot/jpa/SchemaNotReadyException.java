package io.github.jwtauth.boot.jpa;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The tables are not there, are those of an older version, or are not what statements
 * rely on.
 */
final class SchemaNotReadyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final String IN_THE_JAR = " (in the jar of jwt-auth-spring-boot-starter)";

	private final String action;

	private SchemaNotReadyException(String message, String action) {
		super(message);
		this.action = action;
	}

	/** Nobody has made them. */
	static SchemaNotReadyException missing(SchemaFiles files, @Nullable String tool) {
		String scripts = String.join(", then ", files.pathsAfter(0)) + IN_THE_JAR;
		if (tool != null) {
			return new SchemaNotReadyException(
					"The tables of jwt-auth (jwtauth_*) were made over the connection of " + tool
							+ ", and are not found over that of the application.",
					"Let both lead to the same schema of the same database. Where they have to differ, set "
							+ "jwtauth.schema.initialize=never and bring " + scripts + " there yourself.");
		}
		return new SchemaNotReadyException(
				"The tables of jwt-auth (jwtauth_*) are not in the database, and are created"
						+ " without being asked only in an embedded one or where Flyway or Liquibase runs.",
				"Set jwtauth.schema.initialize=always, or add " + scripts + " to your own migrations.");
	}

	/** Somebody has to bring them up to date. */
	static SchemaNotReadyException older(SchemaFiles files, int present) {
		return new SchemaNotReadyException(
				"The tables of jwt-auth are at version " + present + ", version " + files.latest() + " is needed.",
				files.pathsAfter(present)
					.stream()
					.map((path) -> "    " + path)
					.collect(Collectors.joining("\n", "Run in this order, each once" + IN_THE_JAR + ":\n\n",
							"\n\nFlyway or Liquibase does so by itself, unless jwtauth.schema.initialize=never.")));
	}

	/** Somebody has changed them. */
	static SchemaNotReadyException different(SchemaFiles files, List<String> faults) {
		return new SchemaNotReadyException(
				faults.stream()
					.map((fault) -> "  - " + fault)
					.collect(Collectors.joining("\n",
							"The tables of jwt-auth are not what version " + files.latest() + " works with:\n\n", "")),
				"Compare with " + String.join(", ", files.pathsAfter(0)) + IN_THE_JAR
						+ ", and put right what is named above. Tables that are missing are made by running the first"
						+ " of them again.");
	}

	String action() {
		return this.action;
	}

}
