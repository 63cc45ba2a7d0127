package io.github.jwtauth.boot.metrics;

import java.time.Clock;

import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.RateLimitObserver;
import io.github.jwtauth.notification.MailOutbox;
import io.github.jwtauth.protection.HashingBulkhead;
import io.github.jwtauth.protection.HashingObserver;
import io.github.jwtauth.session.RevocationFeed;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyRing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Meters, where the host has a registry.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
		"io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, HashingBulkhead.class })
public final class JwtAuthMetricsAutoConfiguration {

	@Bean
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	CallMeters jwtAuthCallMeters(MeterRegistry registry) {
		return new CallMeters(registry);
	}

	@Bean
	RateLimitObserver jwtAuthLimitMeters(MeterRegistry registry) {
		return new LimitMeters(registry);
	}

	@Bean
	HashingObserver jwtAuthHashingTimer(MeterRegistry registry) {
		return new HashingTimer(registry);
	}

	@Bean
	MeterBinder jwtAuthStateGauges(ObjectProvider<SessionStore> sessions, ObjectProvider<HashingBulkhead> hashing,
			ObjectProvider<SigningKeyRing> keys, ObjectProvider<RevocationFeed> feed, ObjectProvider<MailOutbox> outbox,
			@JwtAuthBean Clock clock) {
		return new StateGauges(sessions, hashing, keys, feed, outbox, clock);
	}

}
