package io.github.jwtauth.boot.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;

/**
 * Whether the data dies with the process. Then a secret may, too, and an application may
 * start with nothing configured; a file, H2's included, is not that.
 *
 * @param inMemory whether it does
 */
record Embedded(boolean inMemory) {

	static Embedded of(@Nullable DataSource dataSource) {
		return new Embedded(dataSource != null && EmbeddedDatabaseConnection.isEmbedded(dataSource));
	}

}
