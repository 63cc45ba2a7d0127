package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Instants as columns. Databases keep microseconds and drivers round: what is stored is
 * cut off instead, so that nothing ever lies in the future of the instant it came from.
 */
final class Times {

	private Times() {
	}

	static OffsetDateTime of(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
	}

	static Instant read(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(readNullable(row, column), column);
	}

	static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
