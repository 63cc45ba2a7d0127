package io.github.jwtauth.boot.actuator;

import java.time.Clock;

import io.github.jwtauth.AuthEventPublisher;
import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.administration.AdministeredSessions;
import io.github.jwtauth.administration.SigningKeyAdministration;
import io.github.jwtauth.boot.JwtAuthBean;
import io.github.jwtauth.boot.http.Doctor;
import io.github.jwtauth.boot.http.JwtAuthDoctorAutoConfiguration;
import io.github.jwtauth.session.RefreshTokenWhitelist;
import io.github.jwtauth.session.SessionStore;
import io.github.jwtauth.token.SigningKeyRing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * The doctor in the host's actuator, where the host exposes it.
 */
@AutoConfiguration(after = JwtAuthDoctorAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(Doctor.class)
public final class JwtAuthDoctorEndpointAutoConfiguration {

	/** The acts of administrators, also where their endpoints are off. */
	@Bean
	@ConditionalOnAvailableEndpoint
	DoctorEndpoint jwtAuthDoctorEndpoint(Doctor doctor, ObjectProvider<SigningKeyAdministration> keys,
			ObjectProvider<AdministeredSessions> administered, ObjectProvider<SigningKeyRing> ring,
			SessionStore sessions, RefreshTokenWhitelist whitelist, SubjectStore subjects, AuthEventPublisher events,
			Transactions transactions, @JwtAuthBean Clock clock) {
		return new DoctorEndpoint(doctor,
				keys.getIfAvailable(
						() -> new SigningKeyAdministration(ring.getIfAvailable(), events, transactions, clock)),
				administered.getIfAvailable(
						() -> new AdministeredSessions(sessions, whitelist, subjects, events, transactions, clock)));
	}

}
