package io.github.jwtauth.boot.jpa;

import java.time.Clock;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.DoctorSection;
import io.github.jwtauth.boot.http.HealthCheck;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Compares the clocks of node and database. Not where the host brings a clock of its own,
 * in a test for example: that one is there to differ.
 */
@AutoConfiguration(after = JwtAuthStoresAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnBean(value = AuthDatabase.class, name = "jwtAuthClock")
public final class JwtAuthClockAutoConfiguration {

	@Bean
	DatabaseClock jwtAuthDatabaseClock(AuthDatabase database, @JwtAuthBean Clock clock) {
		return new DatabaseClock(database, clock);
	}

	@Bean
	@Order(2)
	HealthCheck jwtAuthClockHealthCheck(DatabaseClock clock, DatabaseHealthCheck database) {
		return new ClockHealthCheck(clock, database);
	}

	@Bean
	DoctorSection jwtAuthClockSection(DatabaseClock clock) {
		return new ClockSection(clock);
	}

}
