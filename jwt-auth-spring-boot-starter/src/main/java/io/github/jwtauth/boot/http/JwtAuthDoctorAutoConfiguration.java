package io.github.jwtauth.boot.http;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Tells the operator how the configuration works out. Every adapter adds what it knows.
 */
@AutoConfiguration(after = JwtAuthHttpAutoConfiguration.class,
		afterName = "io.github.jwtauth.boot.autoconfigure.JwtAuthAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class JwtAuthDoctorAutoConfiguration {

	@Bean
	Doctor jwtAuthDoctor(ObjectProvider<DoctorSection> sections) {
		return new Doctor(() -> sections.orderedStream().toList());
	}

	@Bean
	FirstVisit jwtAuthDoctorFirstVisit(Doctor doctor) {
		return new FirstVisit(doctor);
	}

	@Bean
	DoctorSection jwtAuthEndpointsSection(EndpointSettings settings, PublicUrl publicUrl) {
		return new EndpointsSection(settings, publicUrl);
	}

	@Bean
	DoctorSection jwtAuthTransportSection(TransportSettings transport, CookieSettings cookies, PublicUrl publicUrl) {
		return new TransportSection(transport, cookies, publicUrl);
	}

	@Bean
	DoctorSection jwtAuthClientAddressSection(HttpProperties properties, Environment environment) {
		return new ClientAddressSection(properties.trustedProxies(), environment);
	}

}
