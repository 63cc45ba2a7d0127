package io.github.jwtauth.boot.jpa;

/**
 * The tables are not there, or are those of an older version.
 */
final class SchemaNotReadyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int present;

	private final String script;

	SchemaNotReadyException(int present, String script) {
		super("The tables of jwt-auth are at version " + present + ", version " + AuthSchemaInitializer.VERSION
				+ " is needed");
		this.present = present;
		this.script = script;
	}

	int present() {
		return this.present;
	}

	String script() {
		return this.script;
	}

}
