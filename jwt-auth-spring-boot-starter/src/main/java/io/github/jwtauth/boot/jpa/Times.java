package io.github.jwtauth.boot.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Objects;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.SqlTypeValue;

/**
 * Instants as columns. Databases keep microseconds and drivers round: what is stored is
 * cut off instead, so that nothing ever lies in the future of the instant it came from.
 */
enum Times {

	/** A column that knows its zone. */
	WITH_ZONE("timestamp with time zone") {

		@Override
		Object of(Instant instant) {
			return cut(instant).atOffset(ZoneOffset.UTC);
		}

		@Override
		@Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
			OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
			return (value != null) ? value.toInstant() : null;
		}

	},

	/**
	 * A column without a zone, always in UTC. The calendar goes along with every value,
	 * because without one a driver converts to the zone of the JVM or of the session,
	 * whatever the connection was told, and an hour of every autumn would come twice.
	 */
	IN_UTC("datetime(6)") {

		@Override
		Object of(Instant instant) {
			Timestamp value = Timestamp.from(cut(instant));
			return (SqlTypeValue) (statement, index, type, name) -> statement.setTimestamp(index, value, utc());
		}

		@Override
		@Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
			Timestamp value = row.getTimestamp(column, utc());
			return (value != null) ? value.toInstant() : null;
		}

	};

	private final String type;

	Times(String type) {
		this.type = type;
	}

	/** The type of the columns, as a cast calls it. */
	String type() {
		return this.type;
	}

	/** A parameter of a statement. */
	abstract Object of(Instant instant);

	abstract @Nullable Instant readNullable(ResultSet row, String column) throws SQLException;

	Instant read(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(readNullable(row, column), column);
	}

	private static Instant cut(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MICROS);
	}

	/** Another one each time: drivers change what they are given. */
	private static Calendar utc() {
		return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC));
	}

}
