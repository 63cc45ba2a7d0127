package io.github.jwtauth.boot.actuator;

import io.github.jwtauth.Transactions;
import io.github.jwtauth.account.SubjectStore;
import io.github.jwtauth.boot.http.Doctor;
import io.github.jwtauth.boot.http.JwtAuthDoctorAutoConfiguration;
import io.github.jwtauth.session.RefreshTokenWhitelist;

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

	@Bean
	@ConditionalOnAvailableEndpoint
	DoctorEndpoint jwtAuthDoctorEndpoint(Doctor doctor, SubjectStore subjects, RefreshTokenWhitelist whitelist,
			Transactions transactions) {
		return new DoctorEndpoint(doctor, new OperatorActs(subjects, whitelist, transactions));
	}

}
